import type { Check, Examined, Found } from '../../check';
import { deny, EVERYTHING, egress, pod, together } from '../../examples';
import { REFERENCES } from '../../references';
import { governedNamespaces, openPods } from '../../views/governed';
import { listWorkloads } from '../../views/lists';

/** Finds namespaces that look at who comes in, and never at what goes out. */
export const egressNeverIsolated: Check = {
  id: 'NP203',
  name: 'egress-never-isolated',
  severity: 'info',
  summary: 'Policies of a namespace isolate its pods for ingress, and none for egress.',
  why: 'Whoever gets into a pod first looks for what it can reach: the internet to fetch tools from, the metadata of the cloud, neighbours that nobody isolates. Only egress stands in the way of that.',
  how: 'Policies isolate known pods of the namespace for ingress, and no policy isolates any known pod of it for egress. The same namespaces are looked at as in NP201.',
  help: 'isolate the pods for egress as well, beginning with DNS and what they connect to',
  acknowledge: 'When egress is controlled elsewhere: by the nodes, a proxy, a mesh.',
  references: [REFERENCES.isolation, REFERENCES.hardening, REFERENCES.pci, REFERENCES.nist],
  examples: {
    given: pod('api', { ports: '{ containerPort: 8080 }' }),
    avoid: {
      yaml: deny('default-deny', '[Ingress]'),
    },
    prefer: {
      yaml: together(
        deny('default-deny', '[Ingress, Egress]'),
        egress('dns', EVERYTHING)`
    - to:
        - namespaceSelector: { matchLabels: { kubernetes.io/metadata.name: kube-system } }
          podSelector: { matchLabels: { k8s-app: kube-dns } }
      ports: [{ protocol: UDP, port: 53 }, { protocol: TCP, port: 53 }]
`,
      ),
      typescript: `
// shop is a DefaultDenyNamespace: every pod of it is isolated both ways
new AllowDns(shop, 'dns');
`,
    },
  },
  *find(examined: Examined): Iterable<Found> {
    for (const governed of governedNamespaces(examined)) {
      const { name, pods, about } = governed;
      const isOpen = openPods(examined, governed, 'egress').length === pods.length;
      const isClosedForIngress = openPods(examined, governed, 'ingress').length < pods.length;
      if (!isOpen || !isClosedForIngress) continue;
      yield {
        about,
        path: [],
        message: `namespace ${name} isolates for ingress only: no policy limits what its pods connect to`,
        facts: [`open for egress: ${listWorkloads(pods)}`],
        key: name,
      };
    }
  },
};
