import { count, DIRECTIONS, POLICY_TYPE } from '../../../../kernel';
import { aboutPolicy, type Check, type Examined, type Found } from '../../check';
import { REFERENCES } from '../../references';

/** Finds rules of a direction that `policyTypes` leaves out. */
export const rulesThatDoNotCount: Check = {
  id: 'NP015',
  name: 'rules-that-do-not-count',
  severity: 'error',
  summary: 'A policy has rules of a direction that its `policyTypes` leaves out.',
  why: 'The rules look like an allow-list and are none: `policyTypes` decides which lists are read. The pods stay as open in that direction as they were, and no tool of the cluster says so.',
  how: '`policyTypes` is written without a direction in which the policy has rules. Ingress and egress alike.',
  help: 'add the direction to `policyTypes`, which isolates the pods for it, or remove its rules',
  acknowledge: 'Never: remove the rules, or keep them in a comment until they are to count.',
  references: [REFERENCES.policySpec, REFERENCES.isolation],
  examples: {
    avoid: {
      yaml: `
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: api, namespace: shop }
spec:
  podSelector: { matchLabels: { app: api } }
  policyTypes: [Ingress]
  ingress:
    - from: [{ podSelector: { matchLabels: { app: web } } }]
      ports: [{ protocol: TCP, port: 8080 }]
  egress:
    - to: [{ podSelector: { matchLabels: { app: database } } }]
      ports: [{ protocol: TCP, port: 5432 }]
`,
    },
    prefer: {
      yaml: `
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: api, namespace: shop }
spec:
  podSelector: { matchLabels: { app: api } }
  policyTypes: [Ingress, Egress]
  ingress:
    - from: [{ podSelector: { matchLabels: { app: web } } }]
      ports: [{ protocol: TCP, port: 8080 }]
  egress:
    - to: [{ podSelector: { matchLabels: { app: database } } }]
      ports: [{ protocol: TCP, port: 5432 }]
`,
      typescript: `
new NetworkPolicy(shop, 'api', {
  select: pods({ app: 'api' }),
  ingress: [from(pods({ app: 'web' })).on(tcp(8080))],
  egress: [to(pods({ app: 'database' })).on(tcp(5432))],
});
`,
    },
  },
  *find({ cluster }: Examined): Iterable<Found> {
    for (const policy of cluster.policies) {
      for (const direction of DIRECTIONS) {
        const rules = policy.rules[direction];
        if (policy.isolates.includes(direction) || rules.length === 0) continue;
        const { namespace, name } = policy;
        const what = count(rules.length, `${direction} rule`);
        const verb = rules.length === 1 ? 'counts' : 'count';
        yield {
          about: aboutPolicy(policy),
          path: ['spec', direction],
          message: `${namespace}/${name} has ${what} that ${verb} for nothing: \`policyTypes\` leaves ${POLICY_TYPE[direction]} out`,
          facts: [`it isolates nobody for ${direction}, and what it lists there opens nothing`],
          key: direction,
        };
      }
    }
  },
};
