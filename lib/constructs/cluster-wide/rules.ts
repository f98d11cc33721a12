import type { Direction } from '../../kernel/direction';
import type { LabelSelectorSpec, PortSpec } from '../../kernel/network-policy';
import type { CodeLine } from '../../kernel/source';
import type { Rule } from '../dsl';
import type { Reason } from '../dsl/reason';

/** What a rule does with the traffic it matches: nothing after it is asked, or the next layer is. */
export type ClusterAction = 'Accept' | 'Deny' | 'Pass';

/** An egress rule of a ClusterNetworkPolicy towards what no peer of a NetworkPolicy is. */
export interface FarRule {
  readonly kind: 'nodes-rule' | 'domains-rule';
  readonly direction: 'egress';
  readonly ports: 'all' | readonly PortSpec[];
  readonly typescript?: CodeLine;
}

/** Towards nodes by their labels: `toNodes(...).on(...)`. */
export interface NodesRule extends FarRule {
  readonly kind: 'nodes-rule';
  readonly nodes: LabelSelectorSpec;
}

/** Towards domain names, to be accepted only: `toDomainNames(...).on(...)`. */
export interface DomainsRule extends FarRule {
  readonly kind: 'domains-rule';
  readonly domainNames: readonly string[];
}

/** What an accepted rule of one direction may match: nodes and domain names are ends of egress. */
export type AcceptedBy<D extends Direction> = (Rule<Direction> | NodesRule | DomainsRule) & {
  readonly direction: D;
};

/** The same without domain names: implementations only promise to accept those. */
export type DeniedBy<D extends Direction> = (Rule<Direction> | NodesRule) & {
  readonly direction: D;
};

/** One rule of a ClusterNetworkPolicy: the first that matches decides. */
export interface ClusterRule<D extends Direction> {
  readonly kind: 'cluster-rule';
  readonly direction: D;
  readonly action: ClusterAction;
  readonly matched: Rule<Direction> | NodesRule | DomainsRule;
  /** How implementations call it in logs. @default - it has no name */
  readonly name?: string;
  /** The line that wrote it. @default - not known */
  readonly typescript?: CodeLine;
  /** Why it exists. @default - not said */
  readonly reason?: Reason;
}

export interface ClusterRuleOptions {
  /** How implementations call the rule in logs; up to 100 characters. @default - it has no name */
  readonly name?: string;
}
