import { type Direction, PEER_FIELD, POLICY_TYPE, type PortSet } from '../../../../kernel';
import { type Cluster, type FlowEnd, type Policy, parsePolicy, type Rule } from '../../../../model';
import type { Profile } from '../../../../platform';
import type { Change } from '../../../../results';
import type { Gate } from '../../../../semantics';
import type { RuleSpec } from './offered-rule';

/** A closed gate, and what was asked of it. */
export interface ClosedGate {
  readonly cluster: Cluster;
  readonly profile: Profile;
  readonly gate: Gate;
  /** The end whose policies decide, and the other one, as the answer calls them. */
  readonly subject: string;
  readonly otherId: string;
  readonly other: FlowEnd;
  readonly ports: PortSet;
}

/** A change, and what the cluster and the other end are once it is made. */
export interface Candidate {
  readonly change: Change;
  readonly cluster: Cluster;
  readonly other: FlowEnd;
}

/** The cluster with one policy in place of another, or beside the others. */
export function withPolicy(cluster: Cluster, policy: Policy, instead?: Policy): Cluster {
  const policies =
    instead === undefined
      ? [...cluster.policies, policy]
      : cluster.policies.map((each) => (each === instead ? policy : each));
  return { ...cluster, policies };
}

/** The policy with another rule in the place of one, or behind the others. */
export function withRule(policy: Policy, rule: Rule): Policy {
  const { direction, index } = rule;
  const rules = [...policy.rules[direction]];
  rules[index] = rule;
  return { ...policy, rules: { ...policy.rules, [direction]: rules } };
}

/** A rule as the model reads it. */
export function readRule(direction: Direction, index: number, spec: RuleSpec): Rule[] {
  const policyTypes = [POLICY_TYPE[direction]];
  const origin = { file: '', at: () => ({ file: '' }) };
  const { rules } = parsePolicy(
    { namespace: '', name: '', origin },
    { policyTypes, [direction]: [spec] },
  );
  return rules[direction].map((rule) => ({ ...rule, index }));
}

/** `/spec/ingress/0/from/1`: the JSON pointer (RFC 6901) of a place in a rule. */
export function pointer(
  { direction, index }: Pick<Rule, 'direction' | 'index'>,
  ...rest: readonly ('peers' | 'ports' | string | number)[]
): string {
  const fields = rest.map((field) => (field === 'peers' ? PEER_FIELD[direction] : `${field}`));
  return ['/spec', direction, `${index}`, ...fields].join('/');
}

/** `namespace/name`. */
export function policyId({ namespace, name }: Policy): string {
  return `${namespace}/${name}`;
}
