import { formatSelector } from '../../../../kernel';
import { aboutPolicy, type Check, type Examined, type Found } from '../../check';
import { app, deny, ingress, pod, together } from '../../examples';
import { REFERENCES } from '../../references';
import { listWorkloads } from '../../views/lists';
import { type SplitPeers, type SplitSign, splitPeers } from '../../views/split-peers';

const SEVERITY: Readonly<Record<SplitSign, 'error' | 'warning' | 'info'>> = {
  'pods-are-there': 'error',
  'adds-nothing': 'warning',
  'side-by-side': 'info',
};

/** Finds a namespaceSelector and a podSelector that are two peers, and were likely meant as one. */
export const peersSplitByADash: Check = {
  id: 'NP001',
  name: 'peers-split-by-a-dash',
  severity: 'error',
  summary: 'A namespaceSelector and a podSelector are two peers, where one peer was likely meant.',
  why: 'A dash before `podSelector` makes it a peer of its own. Then every pod of the selected namespaces gets in, with any labels, beside the pods with these labels in the own namespace of the policy: OR is written where AND was meant.',
  how: 'A list has exactly one peer with only a namespaceSelector and one with only a podSelector that asks for labels. It is an error where no known pod of the own namespace has the labels and known pods of the selected namespaces have them; a warning where the selected namespaces hold the own one, so that the podSelector adds nothing; a remark where the podSelector stands directly after the namespaceSelector and the known pods do not tell which was meant. Nothing is said where the labels are found in the own namespace only.',
  help: 'write both selectors as one peer, without a dash between them',
  acknowledge:
    'When every pod of those namespaces is meant, and the pods of the own namespace beside them.',
  references: [REFERENCES.peersOfRules, REFERENCES.networkPolicies],
  examples: {
    given: together(
      `apiVersion: v1
kind: Namespace
metadata: { name: monitoring, labels: { team: ops } }
`,
      pod('prometheus', { namespace: 'monitoring', image: 'prometheus:3' }),
      pod('grafana', { namespace: 'monitoring', image: 'grafana:12' }),
      pod('api', { ports: '{ containerPort: 9090 }' }),
      deny('closed', '[Ingress]', 'monitoring'),
      deny('closed', '[Ingress]'),
    ),
    avoid: {
      yaml: ingress('scrape', app('api'))`
    - from:
        - namespaceSelector: { matchLabels: { team: ops } }
        - podSelector: { matchLabels: { app: prometheus } }
      ports: [{ protocol: TCP, port: 9090 }]
`,
      typescript: `
new NetworkPolicy(shop, 'scrape', {
  select: pods({ app: 'api' }),
  ingress: [from(namespaces({ team: 'ops' }), pods({ app: 'prometheus' })).on(tcp(9090))],
});
`,
    },
    prefer: {
      yaml: ingress('scrape', app('api'))`
    - from:
        - namespaceSelector: { matchLabels: { team: ops } }
          podSelector: { matchLabels: { app: prometheus } }
      ports: [{ protocol: TCP, port: 9090 }]
`,
      typescript: `
new NetworkPolicy(shop, 'scrape', {
  select: pods({ app: 'api' }),
  ingress: [from(pods({ app: 'prometheus' }).in(namespaces({ team: 'ops' }))).on(tcp(9090))],
});
`,
    },
  },
  *find(examined: Examined): Iterable<Found> {
    for (const split of splitPeers(examined)) {
      const { namespaces, pods, sign } = split;
      const { policy, path, place } = pods;
      const { namespace, name } = policy;
      yield {
        about: aboutPolicy(policy),
        path,
        severity: SEVERITY[sign],
        message: `${namespace}/${name} ${place} is a peer of its own, beside the namespaces of ${namespaces.place}`,
        facts: readings(split),
        related: [
          {
            message: 'the peer that selects namespaces',
            source: policy.origin.at(namespaces.path),
          },
        ],
        key: `${selected(split).namespaces} ${selected(split).pods}`,
      };
    }
  },
};

function selected({ namespaces, pods }: SplitPeers): {
  readonly namespaces: string;
  readonly pods: string;
} {
  const text = (selector = namespaces.peer.namespaces) =>
    selector === undefined ? '' : formatSelector(selector);
  return { namespaces: text(), pods: text(pods.peer.pods) };
}

function readings(split: SplitPeers): readonly string[] {
  const { admitted, meant, sign, pods } = split;
  const { namespaces, pods: labels } = selected(split);
  const which = namespaces === '<none>' ? 'every namespace' : `namespaces with ${namespaces}`;
  const own = `pods with ${labels} in namespace ${pods.policy.namespace}`;
  const extra = admitted.filter((each) => !meant.includes(each));
  return [
    sign === 'adds-nothing'
      ? `as written: every pod of ${which}, the own namespace among them, so that this peer adds nothing`
      : `as written: every pod of ${which}, and ${own}`,
    `as one peer: only pods with ${labels} in ${which}`,
    ...(sign === 'pods-are-there' ? [`there are no ${own}`] : []),
    ...(extra.length === 0 ? [] : [`more by the dash: ${listWorkloads(extra)}`]),
  ];
}
