import type { Direction } from '../../kernel/direction';
import type { PortSpec } from '../../kernel/network-policy';
import type { CodeLine } from '../../kernel/source';
import type { CiliumEntity } from '../../platform';
import type { EgressRule, IngressRule, Rule } from '../dsl';
import { frozen } from '../dsl/frozen';
import { type Reason, type ReasonOptions, reasonFrom } from '../dsl/reason';
import type { HttpRule } from './http';

/** What every rule of Cilium says, whatever its other end. */
export interface CiliumRuleParts<D extends Direction> {
  readonly direction: D;
  /** Alternatives; `all` means every port of every protocol. */
  readonly ports: 'all' | readonly PortSpec[];
  /** The line that wrote it. @default - not known */
  readonly typescript?: CodeLine;
  /** Why it exists. @default - not said */
  readonly reason?: Reason;
}

/** What `justified` makes of the parts of a rule. */
type Justified<Parts> = Parts & {
  readonly because: (reason: string, options?: ReasonOptions) => Justified<Parts>;
};

/** Adds `.because(...)` to a rule. */
export function justified<Parts extends { readonly reason?: Reason }>(
  parts: Parts,
): Justified<Parts> {
  return frozen({
    ...parts,
    because: (reason: string, options: ReasonOptions = {}): Justified<Parts> =>
      justified({ ...parts, reason: reasonFrom(reason, options) }),
  });
}

/** A rule whose other end is entities: `toEntities(...).on(...)`. */
export interface EntitiesRule<D extends Direction> extends CiliumRuleParts<D> {
  readonly kind: 'entities-rule';
  readonly entities: readonly CiliumEntity[];
  /** The same rule with its justification, kept beside the manifest. @throws {InvalidInputError} for an empty one */
  because(reason: string, options?: ReasonOptions): EntitiesRule<D>;
}

/** A name that DNS answers, or a pattern of names, as it stands in YAML. */
export type NameSelector = { readonly matchName: string } | { readonly matchPattern: string };

/**
 * A rule whose other end is the addresses that DNS answered for names: `toNames(...).on(...)`. Egress
 * only: a client has no name.
 */
export interface NamesRule extends CiliumRuleParts<'egress'> {
  readonly kind: 'names-rule';
  readonly names: readonly NameSelector[];
  /** The same rule with its justification, kept beside the manifest. @throws {InvalidInputError} for an empty one */
  because(reason: string, options?: ReasonOptions): NamesRule;
}

/** What the proxy of Cilium lets through on the ports of a rule. */
export type Layer7 =
  | { readonly http: readonly HttpRule['spec'][] }
  | { readonly dns: readonly NameSelector[] };

/** A rule that only lets some requests through: `overHttp(rule, ...)`. */
export interface Layer7Rule<D extends Direction> extends CiliumRuleParts<D> {
  readonly kind: 'layer7-rule';
  readonly rule: Rule<D>;
  readonly layer7: Layer7;
  /** The requests, in words. */
  readonly requests: string;
}

/** What an `ingressDeny` list may hold: no layer 7, which Cilium cannot deny. */
export type CiliumIngressDeny = IngressRule | EntitiesRule<'ingress'>;

/** What an `egressDeny` list may hold: neither layer 7 nor names, which Cilium cannot deny. */
export type CiliumEgressDeny = EgressRule | EntitiesRule<'egress'>;

/** A rule of `ingress` of a CiliumNetworkPolicy. */
export type CiliumIngressRule = CiliumIngressDeny | Layer7Rule<'ingress'>;

/** A rule of `egress` of a CiliumNetworkPolicy. */
export type CiliumEgressRule = CiliumEgressDeny | Layer7Rule<'egress'> | NamesRule;

/** Any rule of a CiliumNetworkPolicy. */
export type CiliumRule = CiliumIngressRule | CiliumEgressRule;
