import { formatSelector } from '../../../../kernel';
import { aboutPolicy, type Check, type Examined, type Found } from '../../check';
import { REFERENCES } from '../../references';
import type { Carrier } from '../../views/carriers';
import { listNames } from '../../views/lists';
import { silentPeers } from '../../views/silent-peers';
import { silentPolicies } from '../../views/silent-subjects';

/** Finds selectors that ask pods for the labels of what stands above them. */
export const labelOfTheController: Check = {
  id: 'NP010',
  name: 'label-of-the-controller',
  severity: 'error',
  summary:
    'A selector asks for a label that the controller or the Service has and its pods have not.',
  why: 'Selectors look at pods. The labels under `metadata` of a Deployment or a Service are its own; pods get those of `spec.template.metadata`. The policy looks right beside the Deployment, and selects nobody.',
  how: 'No known pod of the namespace has the labels, and the metadata of a built-in controller or of a Service there has them, with known pods that lack them. It is a warning where the selector is that of a peer, which then lets nobody through.',
  help: 'select by labels of the pod template, or add the label to the template',
  acknowledge: 'When something adds the label to the pods as they are created.',
  references: [REFERENCES.labels, REFERENCES.networkPolicies],
  examples: {
    given: `
apiVersion: apps/v1
kind: Deployment
metadata: { name: api, namespace: shop, labels: { release: stable } }
spec:
  template:
    metadata: { labels: { app: api } }
    spec: { containers: [{ name: main, image: "api:1" }] }
`,
    avoid: {
      yaml: `
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: api, namespace: shop }
spec:
  podSelector: { matchLabels: { release: stable } }
  policyTypes: [Ingress]
`,
    },
    prefer: {
      yaml: `
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: api, namespace: shop }
spec:
  podSelector: { matchLabels: { app: api } }
  policyTypes: [Ingress]
`,
      typescript: `
new NetworkPolicy(shop, 'api', { select: pods({ app: 'api' }), ingress: [] });
`,
    },
  },
  *find(examined: Examined): Iterable<Found> {
    for (const { policy, silence } of silentPolicies(examined)) {
      if (silence.kind !== 'controller-label') continue;
      const { namespace, name, subject } = policy;
      yield {
        about: aboutPolicy(policy),
        path: ['spec', 'podSelector'],
        message: `${namespace}/${name} selects no pod: ${formatSelector(subject)} is a label of ${listCarriers(silence.carriers)}, not of pods`,
        ...shown(silence.carriers),
      };
    }
    for (const { placed, silence } of silentPeers(examined)) {
      if (silence.kind !== 'controller-label') continue;
      const { policy, path, place, peer } = placed;
      const asked = peer.pods === undefined ? '' : formatSelector(peer.pods);
      yield {
        about: aboutPolicy(policy),
        path: [...path, 'podSelector'],
        severity: 'warning',
        message: `${policy.namespace}/${policy.name} ${place} names no pod: ${asked} is a label of ${listCarriers(silence.carriers)}, not of pods`,
        ...shown(silence.carriers),
      };
    }
  },
};

function listCarriers(carriers: readonly Carrier[]): string {
  return listNames(carriers.map(({ kind, namespace, name }) => `${kind} ${namespace}/${name}`));
}

function shown(carriers: readonly Carrier[]): Pick<Found, 'facts' | 'related'> {
  return {
    facts: carriers.map(({ kind, name, pods: [first] }) => {
      const labels = [...(first?.pod.labels ?? [])].map(([key, value]) => `${key}=${value}`);
      return `pods of ${kind} ${name} have ${labels.length === 0 ? 'no labels' : labels.join(', ')}`;
    }),
    related: carriers.map(({ kind, namespace, name, origin }) => ({
      message: `the label of ${kind} ${namespace}/${name}`,
      source: origin.at(['metadata', 'labels']),
    })),
  };
}
