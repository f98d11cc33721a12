import type { Direction } from '../../kernel/direction';
import type { PortSpec } from '../../kernel/network-policy';
import type { CodeLine } from '../../kernel/source';
import { frozen } from './frozen';
import type { Peer } from './peer';
import { type Reason, type ReasonOptions, reasonFrom } from './reason';

/** What a rule says, in the order its author said it. */
export interface RuleParts<D extends Direction> {
  readonly direction: D;
  /** Alternatives; `any` means everyone, or anywhere. */
  readonly peers: 'any' | readonly Peer[];
  /** Alternatives; `all` means every port of every protocol. */
  readonly ports: 'all' | readonly PortSpec[];
  /** The line that wrote it. @default - not known */
  readonly typescript?: CodeLine;
  /** Why it exists. @default - not said */
  readonly reason?: Reason;
}

/** One rule of a policy: what it lets through. */
export interface Rule<D extends Direction> extends RuleParts<D> {
  readonly kind: 'rule';
  /**
   * The same rule with its justification: kept beside the manifest, not in it. A policy with a rule
   * whose `until` has passed does not synthesize.
   *
   * @example
   * from(namespace('monitoring')).on(tcp(9090))
   *   .because('metrics', { owner: 'observability', until: '2027-01-31' })
   * @throws {InvalidInputError} for an empty reason or a day that does not exist
   */
  because(reason: string, options?: ReasonOptions): Rule<D>;
}

/** A rule of `ingress`: `from(...).on(...)`. */
export type IngressRule = Rule<'ingress'>;

/** A rule of `egress`: `to(...).on(...)`. */
export type EgressRule = Rule<'egress'>;

/** A rule from parts that are checked already. */
export function ruleOf<D extends Direction>(parts: RuleParts<D>): Rule<D> {
  return frozen({
    ...parts,
    kind: 'rule',
    because: (reason: string, options: ReasonOptions = {}): Rule<D> =>
      ruleOf({ ...parts, reason: reasonFrom(reason, options) }),
  });
}
