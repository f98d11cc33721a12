import { formatSelector } from '../../../../kernel';
import { aboutPolicy, type Check, type Examined, type Found } from '../../check';
import { EVERYTHING, ingress, pod, together } from '../../examples';
import { REFERENCES } from '../../references';
import { listWorkloads } from '../../views/lists';
import { instead } from '../../views/near-labels';
import { indexOfPeer, silentPeers } from '../../views/silent-peers';

/** Finds peers that name none of the pods of the namespaces they look into. */
export const peerMatchesNothing: Check = {
  id: 'NP008',
  name: 'peer-matches-nothing',
  severity: 'info',
  summary:
    'A peer names no pod of the namespaces that it looks into, so that it lets nobody through.',
  why: 'A peer that matches nothing is legal and silent. Whoever was to get in by it is kept out, and whoever puts these labels on pods later gets in.',
  how: 'Workloads of all the namespaces that the peer selects are in the input, the labels of these namespaces are known, and no pod of them has the labels. It is a warning where one label is a slip of the pen away from that of known pods, or stands under another key there, and no other peer of the list names those. Namespaces in which a platform runs its own components are left alone, as are selectors that only exclude labels, those of well-known components that their own manifests bring, and labels that controllers add to pods. Where NP001, NP004, NP006, NP009, NP010 or NP011 knows why, only that check says so.',
  help: 'correct the selector, or remove the peer',
  acknowledge:
    'When its pods come from somewhere else: another repository, an operator, a pipeline.',
  references: [REFERENCES.labels, REFERENCES.peersOfRules],
  examples: {
    given: together(pod('frontend'), pod('api', { ports: '{ containerPort: 8080 }' })),
    avoid: {
      yaml: ingress('closed', EVERYTHING)`
    - from: [{ podSelector: { matchLabels: { app: frontned } } }]
      ports: [{ protocol: TCP, port: 8080 }]
`,
    },
    prefer: {
      yaml: ingress('closed', EVERYTHING)`
    - from: [{ podSelector: { matchLabels: { app: frontend } } }]
      ports: [{ protocol: TCP, port: 8080 }]
`,
      typescript: `
new NetworkPolicy(shop, 'closed', {
  select: allPods(),
  ingress: [from(pods({ app: 'frontend' })).on(tcp(8080))],
});
`,
    },
  },
  *find(examined: Examined): Iterable<Found> {
    for (const { placed, silence } of silentPeers(examined)) {
      const { policy, peer, path, place } = placed;
      if (silence.kind !== 'nothing' || peer.pods === undefined) continue;
      const { near } = silence;
      yield {
        about: aboutPolicy(policy),
        path: [...path, 'podSelector'],
        severity: near === undefined ? 'info' : 'warning',
        message: `${policy.namespace}/${policy.name} ${place} names no known pod: none where it looks has ${formatSelector(peer.pods)}`,
        facts:
          near === undefined
            ? instead(indexOfPeer(examined, placed), peer.pods)
            : [`${listWorkloads(near.pods)} has ${near.meant}`],
        help:
          near === undefined
            ? peerMatchesNothing.help
            : `write ${near.meant} in place of ${near.asked}, if that is what was meant`,
      };
    }
  },
};
