import type { Direction } from '../../kernel/direction';
import { CLUSTER_POLICY_LIMITS } from '../../platform';
import { decline } from '../composite-refusals';
import { checkOptions, show } from '../dsl';
import { objectionsToRules } from '../dsl/check-policy';
import { frozen } from '../dsl/frozen';
import { kindOf } from '../dsl/peer';
import { refuseAny } from '../dsl/refuse';
import { fieldOf } from '../dsl/shape';
import type { AcceptedBy, ClusterAction, ClusterRule, ClusterRuleOptions, DeniedBy } from './rules';

/**
 * Lets traffic pass whatever NetworkPolicies say of this direction. The other end still has its own
 * say: accepting egress opens no ingress.
 *
 * @example
 * accept(to(pods({ 'k8s-app': 'kube-dns' }).in(namespace('kube-system'))).on(udp(53), tcp(53)))
 * // - action: Accept
 * //   to: [{ pods: { namespaceSelector: ..., podSelector: ... } }]
 * //   protocols: [{ udp: { destinationPort: { number: 53 } } }, ...]
 * @throws {InvalidInputError} for what is no rule, or a name that is too long
 */
export function accept<D extends Direction>(
  matched: AcceptedBy<D>,
  options: ClusterRuleOptions = {},
): ClusterRule<D> {
  return clusterRule('accept', 'Accept', matched, options);
}

/**
 * Stops traffic whatever NetworkPolicies say.
 *
 * @example
 * deny(to(ipBlock('169.254.169.254/32')).on(allPorts()), { name: 'metadata' })
 * // - { name: metadata, action: Deny, to: [{ networks: [169.254.169.254/32] }] }
 * @throws {InvalidInputError} for what is no rule, domain names, or a name that is too long
 */
export function deny<D extends Direction>(
  matched: DeniedBy<D>,
  options: ClusterRuleOptions = {},
): ClusterRule<D> {
  return clusterRule('deny', 'Deny', matched, options);
}

/**
 * Leaves traffic to the next layer: rules of this tier that come later are not asked.
 *
 * @example
 * pass(to(namespace('monitoring')).on(allPorts()))
 * // - { action: Pass, to: [{ namespaces: ... }] }
 * @throws {InvalidInputError} for what is no rule, domain names, or a name that is too long
 */
export function pass<D extends Direction>(
  matched: DeniedBy<D>,
  options: ClusterRuleOptions = {},
): ClusterRule<D> {
  return clusterRule('pass', 'Pass', matched, options);
}

const FAR_KINDS: readonly unknown[] = ['nodes-rule', 'domains-rule'];

function clusterRule<D extends Direction>(
  call: string,
  action: ClusterAction,
  matched: AcceptedBy<D>,
  options: ClusterRuleOptions,
): ClusterRule<D> {
  checkMatched(call, action, matched);
  checkOptions(call, options, ['name']);
  const { name } = options;
  if (name !== undefined) checkName(call, name);
  const { direction, typescript } = matched;
  const reason = matched.kind === 'rule' ? matched.reason : undefined;
  return frozen({
    kind: 'cluster-rule',
    direction,
    action,
    matched,
    ...(name !== undefined && { name }),
    ...(typescript !== undefined && { typescript }),
    ...(reason !== undefined && { reason }),
  });
}

function checkMatched(call: string, action: ClusterAction, matched: unknown): void {
  if (!FAR_KINDS.includes(kindOf(matched))) {
    const direction = fieldOf(matched, 'direction') === 'ingress' ? 'ingress' : 'egress';
    refuseAny(objectionsToRules(direction, [matched], call));
    return;
  }
  if (kindOf(matched) === 'nodes-rule' || action === 'Accept') return;
  decline({
    code: 'constructs/illegal-cluster-policy',
    message: `\`${call}\` got domain names, which can only be accepted`,
    help: 'write accept(toDomainNames(...).on(...)), and deny the rest by blocks after it',
  });
}

function checkName(call: string, name: unknown): void {
  const { ruleName } = CLUSTER_POLICY_LIMITS;
  // By code points, as the API server counts.
  if (typeof name === 'string' && name !== '' && [...name].length <= ruleName) return;
  decline({
    code: 'constructs/illegal-cluster-policy',
    message: `\`name\` of \`${call}\` is ${show(name)}: it may be no more than ${ruleName} characters in length`,
    help: 'give a shorter name, or leave it out',
  });
}
