import type { Direction } from './direction';
import type { PortSpec } from './network-policy';
import type { Selector } from './selector';
import type { CodeLine, Source } from './source';

/** Namespaces an intent speaks of: one by name, or those with certain labels (also ones yet to come). */
export type NamespaceScope =
  | { readonly kind: 'named'; readonly name: string }
  | { readonly kind: 'selected'; readonly selector: Selector };

/** One end of a stated flow or intent. Pods are all that match now, and all that may come to exist. */
export type IntentEndpoint =
  | { readonly kind: 'pods'; readonly namespaces: NamespaceScope; readonly pods: Selector }
  /** The pods of one workload, and every pod that carries the labels of its template. */
  | {
      readonly kind: 'workload';
      readonly namespace: string;
      readonly name: string;
      /** @default - whichever kind has that name */
      readonly workloadKind?: string;
    }
  /** The pods behind a Service; ports towards it are ports of the Service. */
  | { readonly kind: 'service'; readonly namespace: string; readonly name: string }
  | { readonly kind: 'any-pod' }
  | {
      readonly kind: 'addresses';
      readonly cidrs: readonly string[];
      readonly except: readonly string[];
    }
  /** Any IP without private ranges, metadata addresses and the zones of the profile. */
  | { readonly kind: 'internet' }
  | { readonly kind: 'cloud-metadata' }
  | { readonly kind: 'anywhere' };

/** Flows from every one of `from` to every one of `to`. No `ports` means every port of every protocol. */
export interface StatedFlow {
  readonly from: readonly IntentEndpoint[];
  readonly to: readonly IntentEndpoint[];
  readonly ports?: readonly PortSpec[];
}

/** What an intent demands. */
export type Claim =
  /** Every known pod of `from` reaches every known pod of `to` on every one of `ports`. */
  | { readonly kind: 'reaches'; readonly flows: readonly StatedFlow[] }
  /** None of these flows passes, from or to known or possible pods, whatever policies are added. */
  | { readonly kind: 'never-reaches'; readonly flows: readonly StatedFlow[] }
  /** The same, and nobody gets there by way of known pods either, whatever their ports: `ports` are never said. */
  | { readonly kind: 'never-reaches-transitively'; readonly flows: readonly StatedFlow[] }
  /** The flows pass, and nothing else enters `to`. No flows: nothing enters at all. */
  | {
      readonly kind: 'reached-only-by';
      readonly to: readonly IntentEndpoint[];
      readonly flows: readonly StatedFlow[];
    }
  /** The flows pass, and nothing else leaves `from`. No flows: nothing leaves at all. */
  | {
      readonly kind: 'reaches-only';
      readonly from: readonly IntentEndpoint[];
      readonly flows: readonly StatedFlow[];
    }
  /** In these directions, nothing passes for `pods` but what somebody stated. */
  | {
      readonly kind: 'closed';
      readonly pods: readonly IntentEndpoint[];
      readonly directions: readonly Direction[];
    }
  /** Every known pod of `from` reaches something that answers DNS. */
  | { readonly kind: 'resolves-names'; readonly from: readonly IntentEndpoint[] };

export type ClaimKind = Claim['kind'];

/** Why something that is not as it should be is accepted. */
export interface Acknowledgement {
  readonly reason: string;
  /** The last day on which it counts, `YYYY-MM-DD`. @default - it does not expire */
  readonly until?: string;
}

/**
 * A statement about flows that must hold over the union of all policies. Data only: it is proven
 * by the analyses, never by the construct that states it.
 */
export type Intent = Claim & {
  readonly name: string;
  readonly severity: 'error' | 'warning';
  /**
   * A hard intent is broken even by a flow that another typed construct states; any other is
   * broken only by flows that nobody stated.
   */
  readonly hard: boolean;
  /** @default - a violation counts */
  readonly acknowledged?: Acknowledgement;
};

/** Everything a construct, or an entry of an intents file, says: what it promises and which flows it means. */
export interface Statement {
  /** Path of the construct in the tree. @default - a file says it */
  readonly construct?: string;
  /** The line that created the construct. @default - not known */
  readonly typescript?: CodeLine;
  /** Where a file says it. @default - a construct says it */
  readonly source?: Source;
  readonly intents: readonly Intent[];
  /** Evidence that flows are meant; a construct states those that its rules open. */
  readonly flows: readonly StatedFlow[];
}

/** The fewest characters in which somebody can say why a failure is accepted. */
export const SHORTEST_REASON = 10;

/** What an author says about an intent beside its claim. */
export type IntentWording = Pick<Intent, 'name' | 'severity' | 'acknowledged'>;

/**
 * What an author states by writing a claim: a hard intent, and that the flows it demands are meant.
 * A closed world is not hard: it rests on what others state.
 */
export function writtenIntent(
  claim: Claim,
  wording: IntentWording,
): Pick<Statement, 'intents' | 'flows'> {
  return {
    intents: [{ ...wording, ...claim, hard: claim.kind !== 'closed' }],
    flows: flowsDemandedBy(claim),
  };
}

function flowsDemandedBy(claim: Claim): readonly StatedFlow[] {
  switch (claim.kind) {
    case 'reaches':
    case 'reached-only-by':
    case 'reaches-only':
      return claim.flows;
    case 'never-reaches':
    case 'never-reaches-transitively':
    case 'closed':
    case 'resolves-names':
      return [];
  }
}
