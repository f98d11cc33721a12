import { type Direction, PEER_FIELD, POLICY_TYPE } from '../../kernel/direction';
import { InternalError } from '../../kernel/errors';
import type { NetworkPolicySpec, PeerSpec, PortSpec } from '../../kernel/network-policy';
import { formatPath, type ObjectPath } from '../../kernel/object-path';
import { toPeers } from './peer';
import { podSelectorOf, type Subject } from './pods';
import type { EgressRule, IngressRule, Rule } from './rule';

/** Both directions, in the order of a manifest. */
const MANIFEST_ORDER: readonly Direction[] = ['ingress', 'egress'];

/** What a policy governs, and what it lets through in each direction that it isolates. */
export interface PolicyParts {
  readonly select: Subject;
  /** @default - ingress is left alone */
  readonly ingress?: readonly IngressRule[];
  /** @default - egress is left alone */
  readonly egress?: readonly EgressRule[];
}

/** The directions a policy isolates, in the order of a manifest. */
export function directionsOf(parts: PolicyParts): readonly Direction[] {
  return MANIFEST_ORDER.filter((direction) => parts[direction] !== undefined);
}

/**
 * The spec of a NetworkPolicy: rules, peers and ports in their author's order, `policyTypes` always
 * written, a direction without rules as an empty list, which allows nothing.
 *
 * @example
 * policySpec({ select: pods({ app: 'db' }), ingress: [] }, 'shop')
 * // podSelector: { matchLabels: { app: db } }
 * // policyTypes: [Ingress]
 * // ingress: []
 * @throws {InternalError} if anything undefined or null would reach the manifest, or a condition
 * that is empty and so none
 */
export function policySpec(parts: PolicyParts, ownNamespace: string): NetworkPolicySpec {
  const directions = directionsOf(parts);
  const spec: NetworkPolicySpec = {
    podSelector: podSelectorOf(parts.select),
    policyTypes: directions.map((direction) => POLICY_TYPE[direction]),
    ...Object.fromEntries(
      directions.map((direction) => [
        direction,
        (parts[direction] ?? []).map((rule) => ruleSpec(rule, ownNamespace)),
      ]),
    ),
  };
  assertNothingMissing(spec, ['spec']);
  for (const rule of [...(spec.ingress ?? []), ...(spec.egress ?? [])]) assertNothingWidened(rule);
  return spec;
}

function ruleSpec({ direction, peers, ...rule }: Rule<Direction>, ownNamespace: string): RuleSpec {
  return {
    ...(peers !== 'any' && {
      [PEER_FIELD[direction]]: peers.flatMap((peer) => toPeers(peer, ownNamespace)),
    }),
    ...(rule.ports !== 'all' && { ports: rule.ports }),
  };
}

/** A rule of either direction, as it stands in YAML. */
type RuleSpec = { readonly [field in 'from' | 'to']?: readonly PeerSpec[] } & {
  readonly ports?: readonly PortSpec[];
};

/** An empty list of peers or ports means all of them, and so does a port without a condition. */
function assertNothingWidened(rule: RuleSpec): void {
  const conditions = [rule.from, rule.to, rule.ports].filter((list) => list !== undefined);
  const empty = conditions.some((list) => list.length === 0);
  const blank = conditions.flat().some((each) => Object.keys(each).length === 0);
  if (empty || blank) throw new InternalError('a rule of a policy has an empty condition');
}

/** cdk8s drops what is undefined and writes null into lists: either would open the policy. */
function assertNothingMissing(part: unknown, path: ObjectPath): void {
  if (part === undefined || part === null) {
    throw new InternalError(`\`${formatPath(path)}\` of a policy is ${part}`);
  }
  if (typeof part !== 'object') return;
  const steps: [string | number, unknown][] = Array.isArray(part)
    ? [...part.entries()]
    : Object.entries(part);
  for (const [step, inner] of steps) assertNothingMissing(inner, [...path, step]);
}
