import type { Policy } from '../../../../model';
import { aboutPolicy, type Check, type Examined, type Found } from '../../check';
import { app, ingress, pod } from '../../examples';
import { REFERENCES } from '../../references';
import { silentPeers } from '../../views/silent-peers';
import { saidByName } from '../../views/words';

/** Finds policies that are called after other namespaces and name pods of their own one only. */
export const peerIsNotTheWholeCluster: Check = {
  id: 'NP005',
  name: 'peer-is-not-the-whole-cluster',
  severity: 'warning',
  summary:
    'A policy is named after other namespaces, and its peers name pods of its own namespace only.',
  why: 'An empty podSelector reads like any pod anywhere. Without a namespaceSelector in the same peer it means any pod of the namespace that the policy is in, so that those of other namespaces are kept out.',
  how: 'The name of the policy speaks of all, any or other namespaces or of the cluster, and not of denying. Every rule of it has peers, and each is a podSelector without a namespaceSelector. Without such a name nobody can tell what was meant, and nothing is said; where NP004 finds the pods elsewhere, only that check says so.',
  help: 'add `namespaceSelector: {}` to the same peer, or rename the policy',
  acknowledge: 'When another policy lets the other namespaces in, and the name is about both.',
  references: [REFERENCES.peersOfRules],
  examples: {
    given: pod('dns', {
      image: 'coredns:1',
      ports: '{ containerPort: 53, protocol: UDP }, { containerPort: 53 }',
    }),
    avoid: {
      yaml: ingress('dns-from-all-namespaces', app('dns'))`
    - from: [{ podSelector: {} }]
      ports: [{ protocol: UDP, port: 53 }, { protocol: TCP, port: 53 }]
`,
    },
    prefer: {
      yaml: ingress('dns-from-all-namespaces', app('dns'))`
    - from: [{ namespaceSelector: {}, podSelector: {} }]
      ports: [{ protocol: UDP, port: 53 }, { protocol: TCP, port: 53 }]
`,
      typescript: `
new NetworkPolicy(shop, 'dns-from-all-namespaces', {
  select: pods({ app: 'dns' }),
  ingress: [from(allNamespaces()).on(udp(53), tcp(53))],
});
`,
    },
  },
  *find(examined: Examined): Iterable<Found> {
    const told = new Set(
      silentPeers(examined)
        .filter(({ silence }) => silence.kind === 'elsewhere')
        .map(({ placed }) => placed.policy),
    );
    for (const policy of examined.cluster.policies) {
      if (told.has(policy) || !speaksOfOthers(policy) || !staysHere(policy)) continue;
      const { namespace, name } = policy;
      yield {
        about: aboutPolicy(policy),
        path: ['spec'],
        message: `${namespace}/${name} is named after other namespaces, and names pods of namespace ${namespace} only`,
        key: 'peers',
      };
    }
  },
};

/** In the singular `all-namespace` may be all of the one, as a whole or an entire namespace is. */
const OTHERS =
  /\b(?:all|any|every|other)[-_.]?(?:ns|namespaces)\b|\b(?:any|every|other|cross)[-_.]?namespace\b|\bcross[-_.]?namespaces\b|\bcluster[-_.]?wide\b|\b(?:whole|entire)[-_.]?cluster\b/;

function speaksOfOthers(policy: Policy): boolean {
  const { denies, hedged } = saidByName(policy);
  return OTHERS.test(policy.name.toLowerCase()) && !denies && !hedged;
}

function staysHere({ isolates, rules }: Policy): boolean {
  const counting = isolates.flatMap((direction) => rules[direction]);
  return (
    counting.length > 0 &&
    counting.every(
      ({ peers }) =>
        peers.length > 0 &&
        peers.every((peer) => peer.kind === 'pods' && peer.namespaces === undefined),
    )
  );
}
