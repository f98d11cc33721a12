import { type Direction, once } from '../../../../kernel';
import type { Pod, PodPeer, Policy, PortMatch, Rule } from '../../../../model';
import { aboutPolicy, type Check, type Examined, type Found } from '../../check';
import { everyRule } from '../../every-rule';
import { deny, deployment, egress, ingress, together } from '../../examples';
import { REFERENCES } from '../../references';
import { asksForLabels } from '../../views/destinations';
import type { KnownPod } from '../../views/known-pods';
import { listNames, listWorkloads } from '../../views/lists';
import { type NamedPods, namedBy } from '../../views/named-by';
import { ruleName, rulePath } from '../../views/rule-place';
import { isolatedBy, mayBeIsolatedElsewhere, subjectsOf } from '../../views/subjects';

const OTHER: Readonly<Record<Direction, Direction>> = { ingress: 'egress', egress: 'ingress' };

/** Finds rules that open one end of a connection whose other end is closed. */
export const oneSideOpen: Check = {
  id: 'NP611',
  name: 'one-side-open',
  severity: 'warning',
  summary: 'A rule opens one end of a connection, and policies keep the other end closed.',
  why: 'A connection passes two gates: out of its source and into its destination. The database lets the API in, the default deny of the namespace of the API lets nothing out, and both teams say that their policy is right.',
  how: 'Every peer of the rule names pods by their labels, up to 64 known pods match, every pair of these with a known pod of the policy is isolated at the other end too, and no pair passes a port of the rule, by whatever policies. Undecided counts as passing.',
  help: 'open the other end as well',
  acknowledge: 'When the policies that open the other end are in another repository.',
  references: [REFERENCES.isolation],
  examples: {
    given: together(
      deployment('api'),
      deployment('db', '{ containerPort: 5432 }'),
      deny('deny', '[Ingress, Egress]'),
    ),
    avoid: {
      yaml: ingress('db')`
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
      yaml: together(
        ingress('db')`
    - from: [{ podSelector: { matchLabels: { app: api } } }]
      ports: [{ protocol: TCP, port: 5432 }]
`,
        egress('api')`
    - to: [{ podSelector: { matchLabels: { app: db } } }]
      ports: [{ protocol: TCP, port: 5432 }]
`,
      ),
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
    if (examined.profile.assume.enforces === false) return;
    for (const { policy, rule } of everyRule(examined)) {
      const ends = endsOf(examined, policy, rule);
      if (ends === undefined || isAnyOpen(examined, rule, ends)) continue;
      const words =
        rule.direction === 'ingress'
          ? `lets ${listWorkloads(ends.peers)} in, and no policy lets them out to ${listWorkloads(ends.subjects)} on its ports`
          : `lets its pods out to ${listWorkloads(ends.peers)}, and no policy lets ${listWorkloads(ends.subjects)} in there on its ports`;
      yield {
        about: aboutPolicy(policy),
        path: rulePath(rule),
        message: `${ruleName({ policy, rule })} ${words}`,
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

/** A selector of more pods is a rule for a kind of pods, of which some are expected not to connect. */
const FEW = 64;

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
    isolating(examined)[OTHER[rule.direction]](known).length > 0;
  if (subjects.length === 0 || peers.length === 0 || peers.length > FEW) return undefined;
  if (!peers.every(isClosed)) return undefined;
  if ([...subjects, ...peers].some((known) => isUncertain(examined, known))) return undefined;
  // A pod reaches itself whatever policies say, which tells nothing about them.
  const isItself = subjects.length === 1 && peers.length === 1 && subjects[0] === peers[0];
  if (isItself && subjects[0]?.pod.stands === 'for-one-pod') return undefined;
  return { subjects, peers };
}

/** Whether something that is not in the policies may decide about a pod. */
function isUncertain(examined: Examined, { pod }: KnownPod): boolean {
  return pod.hostNetwork || mayBeIsolatedElsewhere(examined, pod.namespace);
}

function isByLabels(peer: Rule['peers'][number]): peer is PodPeer {
  return peer.kind === 'pods' && asksForLabels(peer.pods);
}

/**
 * Whether some policy may open the other end of one of these connections. The rule itself opens this
 * end, so that one rule at the other end is enough; what is not certain counts as open.
 */
function isAnyOpen(examined: Examined, rule: Rule, { subjects, peers }: Ends): boolean {
  const other = OTHER[rule.direction];
  const destinations = rule.direction === 'egress' ? peers : subjects;
  const ports = rule.ports.filter((port) => isKnownTo(port, destinations));
  if (ports.length < rule.ports.length && ports.length === 0) return true;
  const ends = new Set(subjects.map(({ pod }) => pod));
  const policies = new Set(peers.flatMap((peer) => isolating(examined)[other](peer)));
  return [...policies].some((policy) =>
    policy.rules[other].some(
      (each) => meet(ports, each.ports) && mayName(examined, policy, each, ends),
    ),
  );
}

function mayName(
  examined: Examined,
  policy: Policy,
  { peers }: Rule,
  ends: ReadonlySet<Pod>,
): boolean {
  return (
    peers.length === 0 ||
    peers.some(
      (peer) => peer.kind === 'block' || meets(possibleOf(namedBy(examined, policy, peer)), ends),
    )
  );
}

/** Every pod that is named, or may be, as a set. */
const possibleOf = once(
  ({ possible }: NamedPods): ReadonlySet<Pod> => new Set(possible.map(({ pod }) => pod)),
);

function meets(some: ReadonlySet<Pod>, others: ReadonlySet<Pod>): boolean {
  const [few, many] = some.size < others.size ? [some, others] : [others, some];
  return [...few].some((pod) => many.has(pod));
}

/** The policies that isolate a pod at the end that a rule does not open. */
const isolating = once((examined: Examined) => ({
  ingress: once((known: KnownPod) => isolatedBy(examined, known, 'ingress')),
  egress: once((known: KnownPod) => isolatedBy(examined, known, 'egress')),
}));

/** Whether two lists of ports may have one in common; none means all of them. */
function meet(some: readonly PortMatch[], others: readonly PortMatch[]): boolean {
  if (some.length === 0 || others.length === 0) return true;
  return some.some((one) => others.some((other) => mayBeSame(one, other)));
}

/** A name may be any number. */
function mayBeSame(one: PortMatch, other: PortMatch): boolean {
  if (one.protocol !== other.protocol) return false;
  if (one.kind === 'named' || other.kind === 'named') return true;
  return one.first <= other.last && other.first <= one.last;
}

/** Where no destination has the name of a port, another check says so. */
function isKnownTo(port: PortMatch, destinations: readonly KnownPod[]): boolean {
  return (
    port.kind === 'range' ||
    destinations.some(({ pod }) => pod.ports.some(({ name }) => name === port.name))
  );
}

function closedBy(
  examined: Examined,
  { direction }: Rule,
  peers: readonly KnownPod[],
): readonly string[] {
  const other = OTHER[direction];
  const policies = new Set(peers.flatMap((peer) => isolating(examined)[other](peer)));
  const names = [...policies].map(({ namespace, name }) => `${namespace}/${name}`);
  return [`isolated for ${other} by ${listNames(names)}`];
}
