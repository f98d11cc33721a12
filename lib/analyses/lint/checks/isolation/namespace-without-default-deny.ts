import type { Check, Examined, Found } from '../../check';
import { REFERENCES } from '../../references';
import {
  type GovernedNamespace,
  governedNamespaces,
  hasDefaultDeny,
  openPods,
} from '../../views/governed';
import { listWorkloads } from '../../views/lists';

/** Finds namespaces in which a pod that no policy selects is open to everyone. */
export const namespaceWithoutDefaultDeny: Check = {
  id: 'NP201',
  name: 'namespace-without-default-deny',
  severity: 'warning',
  summary: 'No policy of a namespace isolates all its pods for ingress.',
  why: 'A pod that no policy selects accepts every connection of the cluster. Without a policy for all pods of the namespace, each new workload starts like that, until somebody remembers it.',
  how: 'The namespace has known workloads, and no policy with an empty podSelector that isolates for ingress. It is a warning where the namespace has no policy at all, and a remark where it has some: NP202 names workloads that they leave open. Looked at are the namespaces that the input declares or has policies for, or all of them where it has no policy; not those of a platform, nor those that policies of another kind may isolate.',
  help: 'add a policy with `podSelector: {}` and `policyTypes: [Ingress]` to the namespace',
  acknowledge: 'When another kind of policy that is not in the input closes the namespace.',
  references: [
    REFERENCES.defaultPolicies,
    REFERENCES.cis,
    REFERENCES.hardening,
    REFERENCES.pci,
    REFERENCES.nist,
  ],
  examples: {
    given: `
apiVersion: apps/v1
kind: Deployment
metadata: { name: api, namespace: shop }
spec:
  template:
    metadata: { labels: { app: api } }
    spec: { containers: [{ name: main, image: "api:1", ports: [{ containerPort: 8080 }] }] }
`,
    avoid: {
      yaml: `
apiVersion: v1
kind: Namespace
metadata: { name: shop }
`,
    },
    prefer: {
      yaml: `
apiVersion: v1
kind: Namespace
metadata: { name: shop }
---
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
    for (const governed of governedNamespaces(examined)) {
      if (hasDefaultDeny(governed, 'ingress')) continue;
      yield { ...said(examined, governed), about: governed.about, path: [], key: governed.name };
    }
  },
};

function said(
  examined: Examined,
  governed: GovernedNamespace,
): Pick<Found, 'severity' | 'message' | 'facts'> {
  const { name, pods, policies } = governed;
  if (policies.length === 0) {
    return {
      severity: 'warning',
      message: `namespace ${name} has no NetworkPolicy: its pods accept every connection`,
      facts: [`open: ${listWorkloads(pods)}`],
    };
  }
  const open = openPods(examined, governed, 'ingress');
  return {
    severity: 'info',
    message: `namespace ${name} has no default deny: a pod that no policy selects accepts everything`,
    facts: [
      open.length === 0
        ? 'every workload that is known today is isolated'
        : `open for ingress: ${listWorkloads(open)}`,
    ],
  };
}
