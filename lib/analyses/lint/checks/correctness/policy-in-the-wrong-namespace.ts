import { formatSelector } from '../../../../kernel';
import { aboutPolicy, type Check, type Examined, type Found } from '../../check';
import { deny, pod, together } from '../../examples';
import { REFERENCES } from '../../references';
import { listWorkloads } from '../../views/lists';
import { silentPolicies } from '../../views/silent-subjects';

/** Finds policies whose pods run in another namespace. */
export const policyInTheWrongNamespace: Check = {
  id: 'NP013',
  name: 'policy-in-the-wrong-namespace',
  severity: 'warning',
  summary: 'A policy selects nobody in its namespace, and pods of another one have its labels.',
  why: 'A policy governs pods of its own namespace and no others. One that lies beside those who call, instead of those who are called, protects nobody.',
  how: 'No known pod of its namespace has the labels, and known pods of exactly one other namespace have them, where no policy has the same name. It is a remark where the input has no pods of its namespace: they may be somewhere else.',
  help: 'move the policy into the namespace of the pods that it is to govern',
  acknowledge: 'When its pods come from somewhere else, and those with the same labels are others.',
  references: [REFERENCES.networkPolicies],
  examples: {
    given: together(
      pod('prometheus', { namespace: 'monitoring', image: 'prometheus:3' }),
      pod('web'),
      deny('closed', '[Ingress]', 'monitoring'),
      deny('closed', '[Ingress]'),
    ),
    avoid: {
      yaml: `
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: scrape-web, namespace: monitoring }
spec:
  podSelector: { matchLabels: { app: web } }
  policyTypes: [Ingress]
  ingress:
    - from: [{ podSelector: { matchLabels: { app: prometheus } } }]
      ports: [{ protocol: TCP, port: 8080 }]
`,
    },
    prefer: {
      yaml: `
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: scrape-web, namespace: shop }
spec:
  podSelector: { matchLabels: { app: web } }
  policyTypes: [Ingress]
  ingress:
    - from:
        - namespaceSelector: { matchLabels: { kubernetes.io/metadata.name: monitoring } }
          podSelector: { matchLabels: { app: prometheus } }
      ports: [{ protocol: TCP, port: 8080 }]
`,
      typescript: `
new NetworkPolicy(shop, 'scrape-web', {
  select: pods({ app: 'web' }),
  ingress: [from(pods({ app: 'prometheus' }).in(namespace('monitoring'))).on(tcp(8080))],
});
`,
    },
  },
  *find(examined: Examined): Iterable<Found> {
    for (const { policy, silence } of silentPolicies(examined)) {
      if (silence.kind !== 'wrong-namespace') continue;
      const { namespace, name, subject } = policy;
      const { pods, there, here } = silence;
      yield {
        about: aboutPolicy(policy),
        path: ['spec', 'podSelector'],
        severity: here === 'other-pods' ? 'warning' : 'info',
        message: `${namespace}/${name} selects no pod of namespace ${namespace}; pods with ${formatSelector(subject)} run in namespace ${there}`,
        facts: [`there it would select ${listWorkloads(pods)}`],
        help: `move the policy to namespace ${there}, if those pods are meant`,
        key: there,
      };
    }
  },
};
