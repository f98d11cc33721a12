/**
 * The two directions a policy can isolate. A value, so that ingress and egress are one code path.
 * Spelled as the rule lists of a NetworkPolicy spec.
 */
export type Direction = 'ingress' | 'egress';

/** Both directions, in the order in which a connection meets them: out of the source, into the destination. */
export const DIRECTIONS: readonly Direction[] = ['egress', 'ingress'];

/** `policyTypes` entry of a direction. */
export type PolicyType = 'Ingress' | 'Egress';

/** The `policyTypes` entry of each direction. */
export const POLICY_TYPE: Readonly<Record<Direction, PolicyType>> = {
  ingress: 'Ingress',
  egress: 'Egress',
};

/** The field of a rule that lists its peers. */
export const PEER_FIELD: Readonly<Record<Direction, 'from' | 'to'>> = {
  ingress: 'from',
  egress: 'to',
};
