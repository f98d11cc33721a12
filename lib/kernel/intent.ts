import type { PortSpec } from './network-policy';
import type { Selector } from './selector';
import type { CodeLine } from './source';

/** Namespaces an intent speaks of: one by name, or those with certain labels (also ones yet to come). */
export type NamespaceScope =
  | { readonly kind: 'named'; readonly name: string }
  | { readonly kind: 'selected'; readonly selector: Selector };

/** One end of a stated flow or intent. `pods` means every pod that matches now or may come to exist. */
export type IntentEndpoint =
  | { readonly kind: 'pods'; readonly namespaces: NamespaceScope; readonly pods: Selector }
  | { readonly kind: 'any-pod' }
  | {
      readonly kind: 'addresses';
      readonly cidrs: readonly string[];
      readonly except: readonly string[];
    }
  | { readonly kind: 'anywhere' }
  | { readonly kind: 'cloud-metadata' };

/** A flow that a construct says it opens: evidence that it is meant. No `ports` means every port of every protocol. */
export interface StatedFlow {
  readonly from: readonly IntentEndpoint[];
  readonly to: readonly IntentEndpoint[];
  readonly ports?: readonly PortSpec[];
}

/** What an intent demands of the flows between its ends. */
export type IntentKind =
  /** Every known pod of `from` reaches every known pod of `to` on `ports`. */
  | 'reaches'
  /** No flow from `from` to `to` on `ports`, whatever policies are added. */
  | 'never-reaches'
  /** `from` reaches `to` on `ports`, and nothing else enters `to`. */
  | 'reached-only-by'
  /** `from` reaches `to` on `ports`, and nothing else leaves `from`. */
  | 'reaches-only'
  /** Every pod of `to` is isolated both ways, and only stated flows pass. */
  | 'closed';

/**
 * A statement about flows that must hold over the union of all policies. Data only: it is proven
 * by the analyses, never by the construct that states it.
 */
export interface Intent {
  readonly name: string;
  readonly kind: IntentKind;
  readonly from: readonly IntentEndpoint[];
  readonly to: readonly IntentEndpoint[];
  readonly ports?: readonly PortSpec[];
  readonly severity: 'error' | 'warning';
  /**
   * A hard intent is broken even by a flow that another typed construct states; any other is
   * broken only by flows that nobody stated.
   */
  readonly hard: boolean;
}

/** Everything a construct says: what it promises and which flows it means to open. */
export interface Statement {
  /** Path of the construct in the tree. */
  readonly construct: string;
  /** The line that created the construct. */
  readonly typescript?: CodeLine;
  readonly intents: readonly Intent[];
  readonly flows: readonly StatedFlow[];
}
