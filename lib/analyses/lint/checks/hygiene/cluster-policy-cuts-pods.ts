import { addressesIn, coversAddresses, type Json, parseCidr } from '../../../../kernel';
import type { Check, Examined, Found } from '../../check';
import { REFERENCES } from '../../references';
import { listOf } from '../../views/cilium-rules';
import {
  type ClusterPolicy,
  type ClusterRule,
  clusterPolicies,
  isEveryPod,
} from '../../views/cluster-rules';
import { at } from '../../written';

/** Finds denials of the internet that deny the cluster as well. */
export const clusterPolicyCutsPods: Check = {
  id: 'NP507',
  name: 'cluster-policy-cuts-pods',
  severity: 'warning',
  summary: 'A cluster-wide policy denies every address, and so every pod.',
  why: 'To keep pods from the internet, an administrator denies `0.0.0.0/0`. Networks of such a policy match inside the cluster too: pods no longer reach each other, nor the name server.',
  how: 'A rule of the tier Admin denies egress to all addresses of a family, or to all of podCidrs of the profile; the rule does not name all pods as well, and no rule before it, of this policy or of one of a lower number, lets egress to all pods, or to networks, through.',
  help: 'write a rule before it that passes egress to all namespaces, or deny smaller blocks',
  acknowledge: 'When egress is to be denied inside the cluster too.',
  references: [REFERENCES.clusterNetworkPolicy],
  examples: {
    avoid: {
      yaml: `
apiVersion: policy.networking.k8s.io/v1alpha2
kind: ClusterNetworkPolicy
metadata: { name: no-internet }
spec:
  tier: Admin
  priority: 10
  subject: { namespaces: {} }
  egress:
    - action: Deny
      to: [{ networks: [0.0.0.0/0] }]
`,
      typescript: `
// refused
new ClusterNetworkPolicy(chart, 'no-internet', {
  tier: 'Admin',
  priority: 10,
  subject: allNamespaces(),
  egress: [deny(to(ipBlock('0.0.0.0/0')).on(allPorts()))],
});
`,
    },
    prefer: {
      yaml: `
apiVersion: policy.networking.k8s.io/v1alpha2
kind: ClusterNetworkPolicy
metadata: { name: no-internet }
spec:
  tier: Admin
  priority: 10
  subject: { namespaces: {} }
  egress:
    - action: Pass
      to: [{ namespaces: {} }]
    - action: Deny
      to: [{ networks: [0.0.0.0/0] }]
`,
      typescript: `
const policy = new ClusterNetworkPolicy(chart, 'no-internet', {
  tier: 'Admin',
  priority: 10,
  subject: allNamespaces(),
  egress: [
    pass(to(allNamespaces()).on(allPorts())),
    deny(to(ipBlock('0.0.0.0/0')).on(allPorts())),
  ],
});
Findings.of(policy).acknowledge({ id: 'unmodelled-kind', reason: 'nothing leaves the cluster' });
`,
    },
  },
  *find(examined: Examined): Iterable<Found> {
    const policies = clusterPolicies(examined).filter(isAdmin);
    for (const policy of policies) {
      for (const rule of policy.rules) {
        const network = rule.action === 'Deny' ? widest(examined, rule) : undefined;
        if (network === undefined || isSpared(policies, policy, rule)) continue;
        yield {
          about: policy.object,
          path: rule.path,
          message: `${policy.kind} ${policy.object.name} egress[${rule.index}] denies ${network}, which also cuts pods from each other`,
        };
      }
    }
  },
};

/** Whether pods are meant, or a rule that comes first lets them through. */
function isSpared(
  policies: readonly ClusterPolicy[],
  policy: ClusterPolicy,
  rule: ClusterRule,
): boolean {
  const isFirst = (each: ClusterPolicy) => priorityOf(each) < priorityOf(policy);
  const before = [
    ...policies.filter(isFirst).flatMap(({ rules }) => rules),
    ...policy.rules.filter(({ index }) => index < rule.index),
  ];
  return rule.peers.some(isEveryPod) || before.some(sparesPods);
}

function isAdmin({ kind, spec }: ClusterPolicy): boolean {
  return kind === 'AdminNetworkPolicy' || spec['tier'] === 'Admin';
}

function priorityOf({ spec }: ClusterPolicy): number {
  const { priority } = spec;
  return typeof priority === 'number' ? priority : 0;
}

/** Networks that are let through may be those of pods. */
function sparesPods({ direction, action, rule, peers }: ClusterRule): boolean {
  const isNarrow = rule['protocols'] !== undefined || rule['ports'] !== undefined;
  const mayBePods = (peer: Json) => isEveryPod(peer) || at(peer, ['networks']) !== undefined;
  return direction === 'egress' && action !== 'Deny' && !isNarrow && peers.some(mayBePods);
}

/** A network of the rule that holds every address, or every pod. */
function widest({ profile }: Examined, { direction, peers }: ClusterRule): string | undefined {
  if (direction !== 'egress') return undefined;
  const networks = peers.flatMap((peer) => listOf(at(peer, ['networks'])));
  return networks.filter(isText).find((network) => {
    const parsed = parseCidr(network);
    if (parsed === undefined || parsed.cidr.prefix === 0) return parsed !== undefined;
    const { podCidrs = [] } = profile;
    return podCidrs.length > 0 && coversAddresses(addressesIn(network), addressesIn(...podCidrs));
  });
}

function isText(value: Json): value is string {
  return typeof value === 'string';
}
