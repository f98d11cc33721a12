import { isJsonObject, type Json, PEER_FIELD } from '../../../../kernel';
import type { Check, Examined, Found } from '../../check';
import { REFERENCES } from '../../references';
import { listOf } from '../../views/cilium-rules';
import {
  type ClusterPolicyKind,
  type ClusterRule,
  clusterPolicies,
} from '../../views/cluster-rules';

/** Finds cluster-wide policies that the API server does not take. */
export const clusterPolicyRefused: Check = {
  id: 'NP506',
  name: 'cluster-policy-refused',
  severity: 'error',
  summary:
    'A rule of a cluster-wide policy is written in the words of another kind, and is refused.',
  why: 'ClusterNetworkPolicy came after AdminNetworkPolicy, and says Accept where that said Allow. It has no rule for everyone, and no empty protocol. The API server refuses the whole policy, and the guardrail is not there.',
  how: 'The action of a rule is not one of its kind, a rule names no peers, or an entry of `protocols` is empty or names a protocol without a port.',
  help: 'write Accept, Deny or Pass, name the peers, and say ports as a range: 1 to 65535 for all',
  acknowledge: 'Never: the policy has no effect.',
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
    - action: Allow
      from: [{ namespaces: { matchLabels: { kubernetes.io/metadata.name: monitoring } } }]
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
`,
      typescript: `
new ClusterNetworkPolicy(chart, 'monitoring', {
  tier: 'Admin',
  priority: 10,
  subject: allNamespaces(),
  ingress: [accept(from(namespace('monitoring')).on(allPorts()))],
});
`,
    },
  },
  *find(examined: Examined): Iterable<Found> {
    for (const { kind, object, rules } of clusterPolicies(examined)) {
      for (const rule of rules) {
        const place = `${kind} ${object.name} ${rule.direction}[${rule.index}]`;
        for (const { field, words } of problemsOf(kind, rule)) {
          yield {
            about: object,
            path: [...rule.path, ...field],
            message: `${place} ${words}, which the API server refuses`,
          };
        }
      }
    }
  },
};

const ACTIONS: Readonly<Record<ClusterPolicyKind, readonly Json[]>> = {
  ClusterNetworkPolicy: ['Accept', 'Deny', 'Pass'],
  AdminNetworkPolicy: ['Allow', 'Deny', 'Pass'],
  BaselineAdminNetworkPolicy: ['Allow', 'Deny'],
};

interface Problem {
  readonly field: readonly (string | number)[];
  readonly words: string;
}

function problemsOf(
  kind: ClusterPolicyKind,
  { direction, action, peers, rule }: ClusterRule,
): readonly Problem[] {
  const known = ACTIONS[kind];
  const field = PEER_FIELD[direction];
  const protocols = kind === 'ClusterNetworkPolicy' ? listOf(rule['protocols']) : [];
  return [
    ...(known.includes(action)
      ? []
      : [
          {
            field: ['action'],
            words: `has the action ${JSON.stringify(action)}, not ${orOf(known)}`,
          },
        ]),
    ...(peers.length > 0 ? [] : [{ field: [field], words: `names no peer in \`${field}\`` }]),
    ...protocols.flatMap((protocol, index) =>
      saysNoPort(protocol)
        ? [{ field: ['protocols', index], words: 'has an entry of `protocols` without a port' }]
        : [],
    ),
  ];
}

function orOf(words: readonly Json[]): string {
  return `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`;
}

function saysNoPort(protocol: Json): boolean {
  if (!isJsonObject(protocol)) return true;
  const values = Object.values(protocol);
  return values.every((value) => isJsonObject(value) && Object.keys(value).length === 0);
}
