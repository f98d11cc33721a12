import fc from 'fast-check';
import {
  type EndBox,
  type FlowBox,
  type FlowPorts,
  type FlowQuestion,
  flowBoxes,
} from '../../lib/engine';
import {
  type AddressSet,
  ALL_PORTS,
  ANY_IP,
  addressesIn,
  anyAddress,
  holds,
  IP_FAMILIES,
  intersectAddresses,
  type Labels,
  matches,
  noAddresses,
  ofFamily,
  portRange,
  type Requirement,
  type Selector,
} from '../../lib/kernel';
import {
  addressClasses,
  type Cluster,
  type FlowEnd,
  type Namespace,
  type Peer,
  type Pod,
  type PortMatch,
} from '../../lib/model';
import { type Profile, podHome, portable } from '../../lib/platform';
import { evaluate } from '../../lib/semantics';
import { NOWHERE } from './arbitraries';
import { NAME, namespaceOf, oneOf, peerOf, podIn, policyOf } from './small-policies';

/*
 * A universe so small that every pod which could exist in it can be written down: two label keys
 * with few values, one declared and one undeclared namespace and new ones, one port name, two ports.
 */
const VALUES: Readonly<Record<string, readonly string[]>> = { app: ['x'], tier: ['y'] };
const PORTS = [80, 81];
const BLOCKS = ['0.0.0.0/0', '10.0.0.0/9', '203.0.113.0/24', '::/0'];

const requirement = (keys: readonly string[]): fc.Arbitrary<Requirement> =>
  fc
    .tuple(oneOf(keys), oneOf(['In', 'In', 'NotIn', 'Exists', 'DoesNotExist'] as const))
    .map(([key, operator]) => ({
      key,
      operator,
      values: operator === 'In' || operator === 'NotIn' ? (VALUES[key] ?? []) : [],
    }));

const podSelector: fc.Arbitrary<Selector> = fc
  .array(requirement(['app', 'tier']), { maxLength: 2 })
  .map((requirements) => ({ requirements }));

const named = (name: string): Selector => ({
  requirements: [{ key: NAME, operator: 'In', values: [name] }],
});

const namespaceSelector: fc.Arbitrary<Selector> = fc.oneof(
  fc.array(requirement(['app']), { maxLength: 1 }).map((requirements) => ({ requirements })),
  oneOf(['a', 'b', 'c']).map(named),
);

const block: fc.Arbitrary<Peer> = oneOf(BLOCKS).map((cidr) => ({
  kind: 'block',
  cidr,
  except: [],
  addresses: addressesIn(cidr),
}));

const port: fc.Arbitrary<PortMatch> = fc.oneof(
  oneOf(PORTS).map((first): PortMatch => ({ kind: 'range', protocol: 'TCP', first, last: first })),
  fc.constant<PortMatch>({ kind: 'named', protocol: 'TCP', name: 'http' }),
);

const policy = policyOf(podSelector, peerOf(namespaceSelector, podSelector, block), port);

const special: fc.Arbitrary<readonly Pod[]> = fc.oneof(
  { weight: 3, arbitrary: fc.constant([]) },
  oneOf(['a', 'b']).map((namespace) => [
    podIn(namespace, new Map([['app', 'x']]), { hostNetwork: true, name: 'agent' }),
  ]),
);

const endBox: fc.Arbitrary<EndBox> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('pods' as const),
      namespaces: fc.oneof({ weight: 2, arbitrary: namespaceSelector }, fc.constant(named('a'))),
      pods: podSelector,
    }),
  },
  oneOf([ANY_IP, addressesIn('203.0.113.0/24')]).map(
    (addresses): EndBox => ({ kind: 'addresses', addresses }),
  ),
);

const podBox = endBox.filter(({ kind }) => kind === 'pods');

const flowPorts: fc.Arbitrary<FlowPorts> = oneOf<FlowPorts>([
  { numbers: ALL_PORTS, names: [] },
  { numbers: portRange('TCP', 80), names: [] },
  { numbers: { TCP: [], UDP: [], SCTP: [] }, names: [{ protocol: 'TCP', name: 'http' }] },
]);

const flowBox: fc.Arbitrary<FlowBox> = fc.record({ from: endBox, to: endBox, ports: flowPorts });

/** What is looked for in one small universe. */
export interface SmallUniverse {
  readonly cluster: Cluster;
  readonly profile: Profile;
  readonly question: FlowQuestion;
}

const profiles: readonly Profile[] = [
  portable,
  { ...portable, ipFamilies: [4], podCidrs: ['10.0.0.0/8'] },
  {
    ...portable,
    podCidrs: ['10.0.0.0/8'],
    ipFamilies: [4],
    assume: { ...portable.assume, 'ip-block-matches-pods': true, 'host-network-is-peer': true },
  },
  {
    ...portable,
    assume: {
      ...portable.assume,
      'ip-block-matches-pods': false,
      'host-network-is-subject': false,
    },
  },
  { ...portable, assume: { ...portable.assume, 'undeclared-namespace-labels': 'absent' } },
];

export const smallUniverse: fc.Arbitrary<SmallUniverse> = fc
  .record({
    policies: fc.array(policy, { minLength: 1, maxLength: 4 }),
    own: oneOf<Labels>([new Map(), new Map([['app', 'x']])]),
    agents: special,
    profile: oneOf(profiles),
    from: podBox,
    to: endBox,
    turned: fc.boolean(),
    ports: flowPorts,
    except: fc.array(flowBox, { maxLength: 2 }),
  })
  .map(({ policies, own, agents, profile, from, to, turned, ports, except }) => {
    const cluster: Cluster = {
      namespaces: new Map([
        ['a', namespaceOf('a', true, own)],
        ['b', namespaceOf('b', false)],
      ]),
      workloads: agents.map((pod) => ({
        namespace: pod.namespace,
        name: pod.name,
        kind: 'DaemonSet',
        pods: [pod],
        origin: NOWHERE,
      })),
      services: [],
      entryPoints: [],
      policies: [...policies].sort((p, q) =>
        `${p.namespace}/${p.name}` < `${q.namespace}/${q.name}` ? -1 : 1,
      ),
      unmodelled: [],
    };
    const ends = turned ? { from: [to], to: [from] } : { from: [from], to: [to] };
    // What addresses except for pods depends on the rule that lets them in: a test of its own.
    const facing = except.filter(({ from: a, to: b }) =>
      [
        [a, ends.from[0]],
        [b, ends.to[0]],
      ].every(([box, end]) => box?.kind === 'pods' || end?.kind === 'addresses'),
    );
    return { cluster, profile, question: { ...ends, ports, except: flowBoxes(facing) } };
  });

/** Whether any flow passes: for sure, as far as anybody can tell, or none. */
export type Answer = 'certain' | 'possible' | 'none';

/** The answer by writing down every pod, and asking the specification about every flow. */
export function byBruteForce({ cluster, profile, question }: SmallUniverse): Answer {
  const sources = endsIn(cluster, profile, question.from, 'new-1');
  const destinations = endsIn(cluster, profile, question.to, 'new-2');
  let answer: Answer = 'none';
  for (const from of sources) {
    for (const to of destinations.filter((each) => isFlow(from, each))) {
      const found = between(cluster, profile, question, from, to);
      if (found === 'certain') return 'certain';
      if (found === 'possible') answer = 'possible';
    }
  }
  return answer;
}

/** A search leaves known pods among themselves to the evaluators. */
function isFlow(from: Candidate, to: Candidate): boolean {
  if (from.end.kind === 'addresses' && to.end.kind === 'addresses') return false;
  return !(isKnown(from.end) && isKnown(to.end)) && isOneWorld(from, to);
}

/** Two ends in one new namespace see one namespace. */
function isOneWorld({ namespace: a }: Candidate, { namespace: b }: Candidate): boolean {
  return a === undefined || b === undefined || a === b || a.name !== b.name;
}

/** An end, and the namespace it brings with it. */
export interface Candidate {
  readonly end: FlowEnd;
  readonly namespace?: Namespace;
}

function isKnown(end: FlowEnd): boolean {
  return end.kind === 'pod' && end.pod.hostNetwork;
}

const LABELS: readonly Labels[] = [undefined, 'x', 'other'].flatMap((app) =>
  [undefined, 'y', 'other'].map(
    (tier) =>
      new Map([
        ...(app === undefined ? [] : [['app', app] as const]),
        ...(tier === undefined ? [] : [['tier', tier] as const]),
      ]),
  ),
);

const NAMESPACE_LABELS: readonly Labels[] = [
  new Map(),
  new Map([['app', 'x']]),
  new Map([['app', 'other']]),
];

const newNamespaces = (name: string): readonly Namespace[] =>
  NAMESPACE_LABELS.map((labels) => namespaceOf(name, true, labels));

/** One that policies name, and that both ends may be in: one value for each way it may turn out. */
const EXPECTED = newNamespaces('c');

export function endsIn(
  cluster: Cluster,
  profile: Profile,
  boxes: readonly EndBox[],
  unnamed: string,
): readonly Candidate[] {
  const atoms = addressClasses(cluster.policies, [
    podHome(profile).possible,
    ofFamily(ANY_IP, 4),
    ...boxes.flatMap((box) => (box.kind === 'addresses' ? [box.addresses] : [])),
  ]);
  const addresses = boxes
    .flatMap((box) => (box.kind === 'addresses' ? [box.addresses] : []))
    .flatMap((set) => atoms.filter((atom) => !noAddresses(intersectAddresses(atom, set))))
    .map((atom): Candidate => ({ end: { kind: 'addresses', addresses: atom } }));
  if (boxes.every(({ kind }) => kind === 'addresses')) return addresses;
  const made = [...EXPECTED, ...newNamespaces(unnamed)];
  const homes: readonly (Namespace | string)[] = ['a', 'b', ...made];
  const possible = homes.flatMap((home) =>
    LABELS.flatMap((labels) =>
      addressesFor(profile, atoms).map((own): Candidate => {
        const name = typeof home === 'string' ? home : home.name;
        const end: FlowEnd = { kind: 'pod', pod: podIn(name, labels, { addresses: own }) };
        return typeof home === 'string' ? { end } : { end, namespace: home };
      }),
    ),
  );
  const known = cluster.workloads.flatMap(({ pods }) =>
    pods.map((pod): Candidate => ({ end: { kind: 'pod', pod } })),
  );
  return [...addresses, ...possible, ...known].filter(
    ({ end, namespace }) =>
      boxes.some(
        (box) =>
          box.kind === 'pods' &&
          end.kind === 'pod' &&
          mayBeIn(cluster, profile, box, end.pod, namespace),
      ) || end.kind === 'addresses',
  );
}

/** Every address that a pod can have, where it is known which; else none. */
function addressesFor(profile: Profile, atoms: readonly AddressSet[]): readonly Pod['addresses'][] {
  if (profile.podCidrs === undefined) return [[]];
  return atoms.flatMap((atom) =>
    IP_FAMILIES.flatMap((family) => {
      const own = anyAddress(intersectAddresses(ofFamily(atom, family), podHome(profile).possible));
      return own === undefined ? [] : [[own]];
    }),
  );
}

type PodsBox = Extract<EndBox, { kind: 'pods' }>;

function mayBeIn(
  cluster: Cluster,
  profile: Profile,
  box: PodsBox,
  pod: Pod,
  namespace?: Namespace,
): boolean {
  const home = namespace ?? cluster.namespaces.get(pod.namespace);
  return (
    matches(box.pods, pod.labels) &&
    home !== undefined &&
    inNamespaces(profile, box.namespaces, home) !== 'no'
  );
}

/** Each requirement for itself, as the specification does; a label nobody tells is unknown. */
function inNamespaces(
  profile: Profile,
  selector: Selector,
  home: Namespace,
): 'yes' | 'no' | 'unknown' {
  const settled = home.declared || profile.assume['undeclared-namespace-labels'] === 'absent';
  const answers = selector.requirements.map((each) =>
    settled || home.labels.has(each.key) ? (holds(each, home.labels) ? 'yes' : 'no') : 'unknown',
  );
  if (answers.includes('no')) return 'no';
  return answers.includes('unknown') ? 'unknown' : 'yes';
}

/** The world as told, and every world that it may turn out to be. */
export function worldsOf(cluster: Cluster, profile: Profile): readonly Cluster[] {
  if (profile.assume['undeclared-namespace-labels'] === 'absent') return [cluster];
  return NAMESPACE_LABELS.map((labels) => ({
    ...cluster,
    namespaces: new Map([...cluster.namespaces, ['b', namespaceOf('b', true, labels)]]),
  }));
}

function between(
  cluster: Cluster,
  profile: Profile,
  question: FlowQuestion,
  from: Candidate,
  to: Candidate,
): Answer {
  const added = [from.namespace, to.namespace].flatMap((each) => each ?? []);
  const withAdded = (base: Cluster): Cluster => ({
    ...base,
    namespaces: new Map([...base.namespaces, ...added.map((each) => [each.name, each] as const)]),
  });
  const told = withAdded(cluster);
  const worlds = worldsOf(cluster, profile).map(withAdded);
  const answers = flowsBetween(from.end, to.end).map((flow): Answer => {
    const asked = (base: Cluster) => isAsked({ cluster: base, profile, question }, flow);
    const excepted = (base: Cluster, doubt: boolean) =>
      question.except.all.some((box) => isFlowOf(base, profile, box, flow, doubt));
    const verdict = (base: Cluster) => evaluate(base, profile, flow).verdict;
    if (asked(told) && !excepted(told, true) && verdict(told) === 'allowed') return 'certain';
    const isPossible = worlds.some(
      (world) => asked(world) && !excepted(world, false) && verdict(world) !== 'denied',
    );
    return isPossible ? 'possible' : 'none';
  });
  return BEST_FIRST.find((each) => answers.includes(each)) ?? 'none';
}

const BEST_FIRST: readonly Answer[] = ['certain', 'possible', 'none'];

export function flowsBetween(from: FlowEnd, to: FlowEnd): readonly ConcreteFlow[] {
  const mayName = to.kind === 'pod' && !to.pod.hostNetwork;
  return [...PORTS, 82].flatMap((port) =>
    (mayName ? [false, true] : [false]).map(
      (names): ConcreteFlow => ({ from, to: naming(to, names, port), protocol: 'TCP', port }),
    ),
  );
}

function isAsked({ cluster, profile, question }: SmallUniverse, flow: ConcreteFlow): boolean {
  const { ports } = question;
  return question.from.some((from) =>
    question.to.some((to) => isFlowOf(cluster, profile, { from, to, ports }, flow, false)),
  );
}

function naming(end: FlowEnd, names: boolean, port: number): FlowEnd {
  if (end.kind === 'addresses' || !names) return end;
  const ports = [{ name: 'http', protocol: 'TCP', port, on: 'container' }] as const;
  return { kind: 'pod', pod: { ...end.pod, ports } };
}

interface ConcreteFlow {
  readonly from: FlowEnd;
  readonly to: FlowEnd;
  readonly protocol: 'TCP';
  readonly port: number;
}

function isFlowOf(
  cluster: Cluster,
  profile: Profile,
  box: FlowBox,
  flow: ConcreteFlow,
  doubt: boolean,
): boolean {
  return (
    isEndOf(cluster, profile, box.from, flow.from, doubt) &&
    isEndOf(cluster, profile, box.to, flow.to, doubt) &&
    isOn(box.ports, flow)
  );
}

function isEndOf(
  cluster: Cluster,
  profile: Profile,
  box: EndBox,
  end: FlowEnd,
  doubt: boolean,
): boolean {
  if (end.kind === 'addresses') {
    return (
      box.kind === 'addresses' && !noAddresses(intersectAddresses(box.addresses, end.addresses))
    );
  }
  if (box.kind === 'addresses' || !matches(box.pods, end.pod.labels)) return false;
  const home = cluster.namespaces.get(end.pod.namespace);
  const answer = home === undefined ? 'no' : inNamespaces(profile, box.namespaces, home);
  return answer === 'yes' || (doubt && answer === 'unknown');
}

function isOn({ numbers, names }: FlowPorts, { to, port }: ConcreteFlow): boolean {
  if (numbers.TCP.some(([first, last]) => first <= port && port <= last)) return true;
  if (to.kind !== 'pod') return false;
  return names.some(({ name }) =>
    to.pod.ports.some((each) => each.name === name && each.port === port),
  );
}
