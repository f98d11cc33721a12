import type { Direction } from '../../kernel/direction';
import type { PortSpec } from '../../kernel/network-policy';
import type { CodeLine } from '../../kernel/source';
import type { CiliumEntity } from '../../platform';
import type { EgressRule, IngressRule } from '../dsl';
import { frozen } from '../dsl/frozen';
import { type Reason, type ReasonOptions, reasonFrom } from '../dsl/reason';

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

/** A rule that can say why it exists. */
export type Justified<Parts> = Parts & {
  /** The same rule with its justification, kept beside the manifest. @throws {InvalidInputError} for an empty one */
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

/** Parts of a rule whose other end is entities. */
export interface EntitiesRuleParts<D extends Direction> extends CiliumRuleParts<D> {
  readonly kind: 'entities-rule';
  readonly entities: readonly CiliumEntity[];
}

/** A rule whose other end is entities: `toEntities(...).on(...)`. */
export type EntitiesRule<D extends Direction> = Justified<EntitiesRuleParts<D>>;

/** What an `ingressDeny` list may hold: no layer 7, which Cilium cannot deny. */
export type CiliumIngressDeny = IngressRule | EntitiesRule<'ingress'>;

/** What an `egressDeny` list may hold: neither layer 7 nor names, which Cilium cannot deny. */
export type CiliumEgressDeny = EgressRule | EntitiesRule<'egress'>;

/** A rule of `ingress` of a CiliumNetworkPolicy. */
export type CiliumIngressRule = CiliumIngressDeny;

/** A rule of `egress` of a CiliumNetworkPolicy. */
export type CiliumEgressRule = CiliumEgressDeny;

/** Any rule of a CiliumNetworkPolicy. */
export type CiliumRule = CiliumIngressRule | CiliumEgressRule;
