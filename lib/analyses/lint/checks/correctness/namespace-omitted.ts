import { once, selectsEverything } from '../../../../kernel';
import type { Policy } from '../../../../model';
import { aboutPolicy, type Check, type Examined, type Found } from '../../check';
import { pod } from '../../examples';
import { REFERENCES } from '../../references';
import { listWorkloads } from '../../views/lists';
import { podsIn } from '../../views/pod-index';
import { isWithoutNamespace, silentPolicies } from '../../views/silent-subjects';

/** Finds policies without a namespace among workloads that have one. */
export const namespaceOmitted: Check = {
  id: 'NP014',
  name: 'namespace-omitted',
  severity: 'warning',
  summary: 'A policy names no namespace, and so lands where its pods are not.',
  why: 'Without `metadata.namespace` a policy is created wherever the context of kubectl points, which is `default` more often than not. There it governs nobody, and the pods it was written for stay open.',
  how: 'The policy has no `metadata.namespace`, and every known pod is of a workload that has one. Either it selects all pods of a namespace that has none, or no pod of its namespace has its labels and those of exactly one other namespace have. Nothing is said of a policy whose name another one has, of another namespace.',
  help: 'write `metadata.namespace`',
  acknowledge: 'When what applies it sets the namespace: `kubectl -n`, Helm, Kustomize.',
  references: [REFERENCES.namespaces, REFERENCES.networkPolicies],
  examples: {
    given: pod('web'),
    avoid: {
      yaml: `
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: closed }
spec:
  podSelector: { matchLabels: { app: web } }
  policyTypes: [Ingress]
`,
    },
    prefer: {
      yaml: `
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: closed, namespace: shop }
spec:
  podSelector: { matchLabels: { app: web } }
  policyTypes: [Ingress]
`,
      typescript: `
new NetworkPolicy(shop, 'closed', { select: pods({ app: 'web' }), ingress: [] });
`,
    },
  },
  *find(examined: Examined): Iterable<Found> {
    if (someWorkloadOmitsToo(examined)) return;
    for (const { policy, silence } of silentPolicies(examined)) {
      if (silence.kind !== 'no-namespace') continue;
      const { name, namespace } = policy;
      yield found(policy, {
        message: `NetworkPolicy ${name} names no namespace: in ${namespace} it selects nobody, in ${silence.there} it would select ${listWorkloads(silence.pods)}`,
        help: `write \`namespace: ${silence.there}\`, if those pods are meant`,
      });
    }
    for (const policy of examined.cluster.policies) {
      const { name, namespace, subject } = policy;
      if (!selectsEverything(subject) || !isWithoutNamespace(examined, policy)) continue;
      if (examined.cluster.workloads.length === 0) continue;
      if (podsIn(examined, namespace).pods.length > 0 || hasTwin(examined, policy)) continue;
      yield found(policy, {
        message: `NetworkPolicy ${name} names no namespace: it is for all pods of ${namespace}, where no workload of the input is`,
      });
    }
  },
};

function found(policy: Policy, said: Pick<Found, 'message' | 'help'>): Found {
  return { about: aboutPolicy(policy), path: ['metadata'], key: 'namespace', ...said };
}

/** Whether another policy has the same name: then this one is what the other was made from. */
function hasTwin({ cluster }: Examined, policy: Policy): boolean {
  return cluster.policies.some((other) => other !== policy && other.name === policy.name);
}

/** Where workloads leave their namespace out as well, whatever applies them sets it. */
const someWorkloadOmitsToo = once((examined: Examined) =>
  examined.cluster.workloads.some((workload) => isWithoutNamespace(examined, workload)),
);
