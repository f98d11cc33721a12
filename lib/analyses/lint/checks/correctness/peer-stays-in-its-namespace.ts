import { formatSelector } from '../../../../kernel';
import { NAMESPACE_NAME_LABEL } from '../../../../model';
import { aboutPolicy, type Check, type Examined, type Found } from '../../check';
import { deny, EVERYTHING, ingress, pod, together } from '../../examples';
import { REFERENCES } from '../../references';
import { listWorkloads } from '../../views/lists';
import { silentPeers } from '../../views/silent-peers';

/** Finds peers that look for pods of another namespace in that of the policy. */
export const peerStaysInItsNamespace: Check = {
  id: 'NP004',
  name: 'peer-stays-in-its-namespace',
  severity: 'warning',
  summary:
    'A peer without a namespaceSelector names no pod here, and pods elsewhere have its labels.',
  why: 'A podSelector alone looks into the namespace of the policy. A rule that is to let a scraper or a client of another namespace through lets nobody through, and the first sign of it is a time-out.',
  how: 'The peer has no namespaceSelector, known pods of the namespace are in the input and none has the labels, and known pods of other namespaces have them. Namespaces with a policy of the same name are left out: they have their own. Where a sibling peer selects namespaces, NP001 tells it.',
  help: 'add a namespaceSelector to the same peer',
  acknowledge: 'When the pods with these labels are still to come to this namespace.',
  references: [REFERENCES.peersOfRules],
  examples: {
    given: together(
      pod('prometheus', { namespace: 'monitoring', image: 'prometheus:3' }),
      pod('api', { ports: '{ containerPort: 9090 }' }),
      deny('closed', '[Ingress]', 'monitoring'),
    ),
    avoid: {
      yaml: ingress('scrape', EVERYTHING)`
    - from: [{ podSelector: { matchLabels: { app: prometheus } } }]
      ports: [{ protocol: TCP, port: 9090 }]
`,
    },
    prefer: {
      yaml: ingress('scrape', EVERYTHING)`
    - from:
        - namespaceSelector: { matchLabels: { kubernetes.io/metadata.name: monitoring } }
          podSelector: { matchLabels: { app: prometheus } }
      ports: [{ protocol: TCP, port: 9090 }]
`,
      typescript: `
new NetworkPolicy(shop, 'scrape', {
  select: allPods(),
  ingress: [from(pods({ app: 'prometheus' }).in(namespace('monitoring'))).on(tcp(9090))],
});
`,
    },
  },
  *find(examined: Examined): Iterable<Found> {
    for (const { placed, silence } of silentPeers(examined)) {
      const { policy, peer, path, place } = placed;
      if (silence.kind !== 'elsewhere' || peer.pods === undefined) continue;
      const { namespace, name } = policy;
      const [there, ...others] = new Set(silence.pods.map(({ pod }) => pod.namespace));
      yield {
        about: aboutPolicy(policy),
        path,
        message: `${namespace}/${name} ${place} names no pod: none of namespace ${namespace} has ${formatSelector(peer.pods)}`,
        facts: [`elsewhere these have it: ${listWorkloads(silence.pods)}`],
        help:
          others.length > 0
            ? peerStaysInItsNamespace.help
            : `add a namespaceSelector with ${NAMESPACE_NAME_LABEL}: ${there} to the same peer, if those pods are meant`,
      };
    }
  },
};
