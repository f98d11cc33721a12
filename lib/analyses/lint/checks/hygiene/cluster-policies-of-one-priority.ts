import { byText, groupBy, type Json } from '../../../../kernel';
import type { Check, Examined, Found } from '../../check';
import { canonical } from '../../fingerprint';
import { REFERENCES } from '../../references';
import {
  type ClusterPolicy,
  type ClusterRule,
  clusterPolicies,
  isEveryPod,
} from '../../views/cluster-rules';

/** Finds cluster-wide policies of which nobody can tell which comes first. */
export const clusterPoliciesOfOnePriority: Check = {
  id: 'NP505',
  name: 'cluster-policies-of-one-priority',
  severity: 'error',
  summary: 'Two cluster-wide policies of one tier and priority say opposite things.',
  why: 'The first rule that matches decides, and the priority says which policy comes first. With the same priority the API leaves it open: the plugin may deny today what it accepts after its next restart.',
  how: 'Two policies have the same kind, tier and priority, subjects that are equal or of which one is every pod, and each a rule in one direction for peers that are equal or of which one is every pod, on the same protocols or all, one of them with Deny and the other without.',
  help: 'give each policy of a tier a priority of its own',
  acknowledge: 'Never: another priority costs nothing.',
  references: [REFERENCES.clusterNetworkPolicy],
  examples: {
    avoid: {
      yaml: `
apiVersion: policy.networking.k8s.io/v1alpha2
kind: ClusterNetworkPolicy
metadata: { name: monitoring }
spec:
  tier: Admin
  priority: 10
  subject: { namespaces: {} }
  ingress:
    - action: Accept
      from: [{ namespaces: { matchLabels: { kubernetes.io/metadata.name: monitoring } } }]
---
apiVersion: policy.networking.k8s.io/v1alpha2
kind: ClusterNetworkPolicy
metadata: { name: tenants }
spec:
  tier: Admin
  priority: 10
  subject: { namespaces: { matchLabels: { tenant: a } } }
  ingress:
    - action: Deny
      from: [{ namespaces: {} }]
`,
    },
    prefer: {
      yaml: `
apiVersion: policy.networking.k8s.io/v1alpha2
kind: ClusterNetworkPolicy
metadata: { name: monitoring }
spec:
  tier: Admin
  priority: 10
  subject: { namespaces: {} }
  ingress:
    - action: Accept
      from: [{ namespaces: { matchLabels: { kubernetes.io/metadata.name: monitoring } } }]
---
apiVersion: policy.networking.k8s.io/v1alpha2
kind: ClusterNetworkPolicy
metadata: { name: tenants }
spec:
  tier: Admin
  priority: 20
  subject: { namespaces: { matchLabels: { tenant: a } } }
  ingress:
    - action: Deny
      from: [{ namespaces: {} }]
`,
      typescript: `
const tenants = new ClusterNetworkPolicy(chart, 'tenants', {
  tier: 'Admin',
  priority: 20,
  subject: namespaces({ tenant: 'a' }),
  ingress: [deny(from(allNamespaces()).on(allPorts()))],
});
Findings.of(tenants).acknowledge({ id: 'unmodelled-kind', reason: 'tenants are set apart by it' });
`,
    },
  },
  *find(examined: Examined): Iterable<Found> {
    const groups = groupBy(clusterPolicies(examined), ({ kind, spec }) =>
      canonical([kind, spec['tier'] ?? null, spec['priority'] ?? null]),
    );
    for (const group of groups.values()) {
      const policies = [...group].sort(byText(({ object }) => object.name));
      for (const [index, policy] of policies.entries()) {
        const other = policies.slice(0, index).find((each) => areOpposed(each, policy));
        if (other === undefined) continue;
        const { kind, object } = policy;
        yield {
          about: object,
          path: ['spec', 'priority'],
          message: `${kind} ${object.name} has the priority of ${other.object.name}, and one denies what the other does not`,
          related: [
            { message: 'the other policy', source: other.object.origin.at(['spec', 'priority']) },
          ],
          key: other.object.name,
        };
      }
    }
  },
};

function areOpposed(one: ClusterPolicy, other: ClusterPolicy): boolean {
  const [a, b] = [one.spec['subject'], other.spec['subject']];
  if (one.spec['priority'] === undefined || !overlap(a, b)) return false;
  return one.rules.some((rule) => other.rules.some((each) => contradict(rule, each)));
}

function contradict(one: ClusterRule, other: ClusterRule): boolean {
  if (one.direction !== other.direction) return false;
  if ((one.action === 'Deny') === (other.action === 'Deny')) return false;
  const meets = one.peers.some((peer) => other.peers.some((each) => overlap(peer, each)));
  return meets && overlapPorts(one.rule['protocols'], other.rule['protocols']);
}

function overlap(one: Json | undefined, other: Json | undefined): boolean {
  if (one === undefined || other === undefined) return false;
  if (canonical(one) === canonical(other)) return true;
  return [isEveryPod(one) && arePods(other), isEveryPod(other) && arePods(one)].includes(true);
}

function arePods(peer: Json): boolean {
  const text = canonical(peer);
  return text.startsWith('{"namespaces":') || text.startsWith('{"pods":');
}

function overlapPorts(one: Json | undefined, other: Json | undefined): boolean {
  return one === undefined || other === undefined || canonical(one) === canonical(other);
}
