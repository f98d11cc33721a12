import { groupBy } from '../../../../kernel';
import type { Workload } from '../../../../model';
import type { Check, Examined, Found } from '../../check';
import { pod, together } from '../../examples';
import { REFERENCES } from '../../references';
import { governedNamespaces, openPods } from '../../views/governed';
import { listNames } from '../../views/lists';
import { meantBySilent } from '../../views/silent-subjects';

/** Finds workloads that are left open among others that are closed. */
export const workloadNotIsolated: Check = {
  id: 'NP202',
  name: 'workload-not-isolated',
  severity: 'warning',
  summary: 'No policy isolates a workload for ingress, in a namespace where others are isolated.',
  why: 'Who isolates its neighbours means to close the namespace. The workload that was forgotten accepts every connection of the cluster, and is the way to the others, which trust it.',
  how: 'Policies isolate some known pods of the namespace for ingress, and none isolates pods of this workload. It is a remark for a workload that declares no port and stands behind no Service. Where nothing isolates any pod of the namespace, NP201 says so; where a policy was likely written for the workload and does not select it, the check that knows why says so. Pods on the host network are left out.',
  help: 'add a policy that selects the workload, or a default deny for the namespace',
  acknowledge: 'When everyone in the cluster is meant to connect to it.',
  references: [REFERENCES.isolation, REFERENCES.cis, REFERENCES.hardening, REFERENCES.nist],
  examples: {
    given: together(
      pod('web', { ports: '{ containerPort: 8080 }' }),
      pod('database', { image: 'postgres:16', ports: '{ containerPort: 5432 }' }),
    ),
    avoid: {
      yaml: `
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: web, namespace: shop }
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
  podSelector: {}
  policyTypes: [Ingress]
`,
      typescript: `
new NetworkPolicy(shop, 'closed', { select: allPods(), ingress: [] });
`,
    },
  },
  *find(examined: Examined): Iterable<Found> {
    const meant = meantBySilent(examined);
    for (const governed of governedNamespaces(examined)) {
      const open = openPods(examined, governed, 'ingress');
      if (open.length === governed.pods.length) continue;
      for (const [workload, pods] of groupBy(open, (known) => known.workload)) {
        if (pods.some(({ pod }) => meant.has(pod))) continue;
        const { namespace, name, kind } = workload;
        const services = servicesOf(examined, workload);
        const listens = services.length > 0 || pods.some(({ pod }) => pod.ports.length > 0);
        yield {
          about: workload,
          path: [],
          severity: listens ? 'warning' : 'info',
          message: `${kind} ${namespace}/${name} is isolated by no policy for ingress: it accepts every connection`,
          facts: services.length === 0 ? [] : [`it stands behind Service ${listNames(services)}`],
          key: 'ingress',
        };
      }
    }
  },
};

function servicesOf({ cluster }: Examined, { namespace, pods }: Workload): readonly string[] {
  return cluster.services
    .filter(
      (service) =>
        service.namespace === namespace &&
        service.selector !== undefined &&
        pods.some(({ labels }) =>
          [...(service.selector ?? [])].every(([key, value]) => labels.get(key) === value),
        ),
    )
    .map(({ name }) => name);
}
