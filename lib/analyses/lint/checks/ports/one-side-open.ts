import type { Direction } from '../../../../kernel';
import {
  type FlowEnd,
  isSamePod,
  type Pod,
  type PodPeer,
  type Policy,
  type PortMatch,
  type Rule,
} from '../../../../model';
import { aboutPolicy, type Check, type Examined, type Found } from '../../check';
import { everyRule } from '../../every-rule';
import { REFERENCES } from '../../references';
import { asksForLabels } from '../../views/destinations';
import { evaluatorOf } from '../../views/evaluator';
import type { KnownPod } from '../../views/known-pods';
import { listNames, listWorkloads } from '../../views/lists';
import { namedBy } from '../../views/named-by';
import { placeOf } from '../../views/port-entries';
import { isolatedBy, subjectsOf } from '../../views/subjects';

const OTHER: Readonly<Record<Direction, Direction>> = { ingress: 'egress', egress: 'ingress' };

/** Finds rules that open one end of a connection whose other end is closed. */
export const oneSideOpen: Check = {
  id: 'NP611',
  name: 'one-side-open',
  severity: 'warning',
  summary: 'A rule opens one end of a connection, and policies keep the other end closed.',
  why: 'A connection passes two gates: out of its source and into its destination. The database lets the API in, the default deny of the namespace of the API lets nothing out, and both teams say that their policy is right.',
  how: 'Every peer of the rule names pods by their labels, known pods match, every pair of these with a known pod of the policy is isolated at the other end too, and no pair passes a port of the rule, by whatever policies. Undecided counts as passing.',
  help: 'open the other end as well',
  acknowledge: 'When the policies that open the other end are in another repository.',
  references: [REFERENCES.isolation],
  examples: {
    given: `
apiVersion: apps/v1
kind: Deployment
metadata: { name: api, namespace: shop }
spec:
  selector: { matchLabels: { app: api } }
  template:
    metadata: { labels: { app: api } }
    spec:
      containers: [{ name: api, image: 'api:1' }]
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: db, namespace: shop }
spec:
  selector: { matchLabels: { app: db } }
  template:
    metadata: { labels: { app: db } }
    spec:
      containers: [{ name: db, image: 'db:1', ports: [{ containerPort: 5432 }] }]
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: deny, namespace: shop }
spec:
  podSelector: {}
  policyTypes: [Ingress, Egress]
`,
    avoid: {
      yaml: `
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: db, namespace: shop }
spec:
  podSelector: { matchLabels: { app: db } }
  policyTypes: [Ingress]
  ingress:
    - from: [{ podSelector: { matchLabels: { app: api } } }]
      ports: [{ protocol: TCP, port: 5432 }]
`,
      typescript: `
new NetworkPolicy(shop, 'db', {
  select: pods({ app: 'db' }),
  ingress: [from(pods({ app: 'api' })).on(tcp(5432))],
});
`,
    },
    prefer: {
      yaml: `
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: db, namespace: shop }
spec:
  podSelector: { matchLabels: { app: db } }
  policyTypes: [Ingress]
  ingress:
    - from: [{ podSelector: { matchLabels: { app: api } } }]
      ports: [{ protocol: TCP, port: 5432 }]
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: api, namespace: shop }
spec:
  podSelector: { matchLabels: { app: api } }
  policyTypes: [Egress]
  egress:
    - to: [{ podSelector: { matchLabels: { app: db } } }]
      ports: [{ protocol: TCP, port: 5432 }]
`,
      typescript: `
new Connection(shop, 'api-to-db', {
  from: pods({ app: 'api' }),
  to: pods({ app: 'db' }),
  on: tcp(5432),
});
`,
    },
  },
  *find(examined: Examined): Iterable<Found> {
    for (const { policy, rule } of everyRule(examined)) {
      const ends = endsOf(examined, policy, rule);
      if (ends === undefined || isAnyOpen(examined, rule, ends)) continue;
      const words =
        rule.direction === 'ingress'
          ? `lets ${listWorkloads(ends.peers)} in, and no policy lets them out to ${listWorkloads(ends.subjects)} on its ports`
          : `lets its pods out to ${listWorkloads(ends.peers)}, and no policy lets ${listWorkloads(ends.subjects)} in there on its ports`;
      yield {
        about: aboutPolicy(policy),
        path: ['spec', rule.direction, rule.index],
        message: `${placeOf(policy, rule)} ${words}`,
        facts: closedBy(examined, rule, ends.peers),
        help: `open ${OTHER[rule.direction]} of ${listWorkloads(ends.peers)} on the same ports`,
      };
    }
  },
};

interface Ends {
  readonly subjects: readonly KnownPod[];
  readonly peers: readonly KnownPod[];
}

/** The pods of both ends, where labels choose the peers and each of these is isolated as well. */
function endsOf(examined: Examined, policy: Policy, rule: Rule): Ends | undefined {
  if (!policy.isolates.includes(rule.direction)) return undefined;
  const named = rule.peers.flatMap((peer) => (isByLabels(peer) ? [peer] : []));
  if (named.length === 0 || named.length < rule.peers.length) return undefined;
  const found = named.map((peer) => namedBy(examined, policy, peer));
  if (found.some(({ certain, possible }) => certain.length < possible.length)) return undefined;
  const peers = [...new Set(found.flatMap(({ certain }) => certain))];
  const subjects = subjectsOf(examined, policy);
  const isClosed = (known: KnownPod) =>
    isolatedBy(examined, known, OTHER[rule.direction]).length > 0;
  if (subjects.length === 0 || peers.length === 0 || !peers.every(isClosed)) return undefined;
  return { subjects, peers };
}

function isByLabels(peer: Rule['peers'][number]): peer is PodPeer {
  return peer.kind === 'pods' && asksForLabels(peer.pods);
}

/** Whether the rule lets something through from some pod of one end to some pod of the other. */
function isAnyOpen(examined: Examined, rule: Rule, ends: Ends): boolean {
  const evaluator = evaluatorOf(examined);
  let asked = 0;
  for (const [from, to] of pairsOf(rule, ends)) {
    asked += 1;
    const passages = evaluator.passages(from, to);
    if (passages.some((each) => each.rule === rule)) return true;
  }
  return asked === 0;
}

/**
 * A pod reaches itself whatever policies say, which tells nothing about them; and where a destination
 * lacks the name of every port, another check says so.
 */
function* pairsOf(
  { direction, ports }: Rule,
  { subjects, peers }: Ends,
): Iterable<readonly [FlowEnd, FlowEnd]> {
  const [sources, destinations] = direction === 'egress' ? [subjects, peers] : [peers, subjects];
  for (const { pod: destination } of destinations) {
    if (ports.length > 0 && !ports.some((port) => hasPort(port, destination))) continue;
    for (const { pod: source } of sources) {
      const from: FlowEnd = { kind: 'pod', pod: source };
      const to: FlowEnd = { kind: 'pod', pod: destination };
      if (!isSamePod(from, to)) yield [from, to];
    }
  }
}

function hasPort(port: PortMatch, { ports }: Pod): boolean {
  return port.kind === 'range' || ports.some(({ name }) => name === port.name);
}

function closedBy(
  examined: Examined,
  { direction }: Rule,
  peers: readonly KnownPod[],
): readonly string[] {
  const other = OTHER[direction];
  const policies = new Set(peers.flatMap((peer) => isolatedBy(examined, peer, other)));
  const names = [...policies].map(({ namespace, name }) => `${namespace}/${name}`);
  return [`isolated for ${other} by ${listNames(names)}`];
}
