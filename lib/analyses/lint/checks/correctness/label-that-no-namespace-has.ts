import { formatRequirement } from '../../../../kernel';
import { NAMESPACE_NAME_LABEL } from '../../../../model';
import { aboutPolicy, type Check, type Examined, type Found } from '../../check';
import { EVERYTHING, ingress } from '../../examples';
import { REFERENCES } from '../../references';
import { type Sureness, unlabelledNamespaces } from '../../views/unlabelled-namespaces';

const SEVERITY: Readonly<Record<Sureness, 'error' | 'warning' | 'info'>> = {
  'declared-without': 'error',
  'of-the-platform': 'warning',
  slip: 'warning',
  'labels-unknown': 'info',
};

/** Finds namespaceSelectors by a label that nobody puts on namespaces. */
export const labelThatNoNamespaceHas: Check = {
  id: 'NP006',
  name: 'label-that-no-namespace-has',
  severity: 'warning',
  summary: 'A peer selects namespaces by a label that none of them has.',
  why: 'Namespaces carry the labels that somebody gave them, and one more: `kubernetes.io/metadata.name`. Old tutorials select by `name`, which is not automatic, so that the peer names nobody and the flow is cut.',
  how: 'No known namespace has the label, and either its key looks like a name and its value is the name of a known namespace or of one that the platform makes, or the label is a slip of the pen away from that of a known namespace. It is an error where that namespace is declared in the input without the label, and a remark where its labels are not in the input.',
  help: 'select by `kubernetes.io/metadata.name`, or give the namespace the label',
  acknowledge: 'When something else puts the label on the namespace.',
  references: [REFERENCES.namespaceByName, REFERENCES.peersOfRules],
  examples: {
    given: `
apiVersion: v1
kind: Namespace
metadata: { name: monitoring }
`,
    avoid: {
      yaml: ingress('scrape', EVERYTHING)`
    - from: [{ namespaceSelector: { matchLabels: { name: monitoring } } }]
      ports: [{ protocol: TCP, port: 9090 }]
`,
    },
    prefer: {
      yaml: ingress('scrape', EVERYTHING)`
    - from: [{ namespaceSelector: { matchLabels: { kubernetes.io/metadata.name: monitoring } } }]
      ports: [{ protocol: TCP, port: 9090 }]
`,
      typescript: `
new NetworkPolicy(shop, 'scrape', {
  select: allPods(),
  ingress: [from(namespace('monitoring')).on(tcp(9090))],
});
`,
    },
  },
  *find(examined: Examined): Iterable<Found> {
    for (const { placed, requirement, meant, sure } of unlabelledNamespaces(examined)) {
      const { policy, path, place } = placed;
      const asked = formatRequirement(requirement);
      yield {
        about: aboutPolicy(policy),
        path: [...path, 'namespaceSelector'],
        severity: SEVERITY[sure],
        message: `${policy.namespace}/${policy.name} ${place} selects namespaces with ${asked}, which no known namespace has`,
        facts:
          sure === 'slip'
            ? [`a known namespace has ${meant}`]
            : [
                `every namespace has its name as ${NAMESPACE_NAME_LABEL}, and nobody has to put it there`,
              ],
        help: `write ${meant}, or give the namespace the label ${asked}`,
        key: asked,
      };
    }
  },
};
