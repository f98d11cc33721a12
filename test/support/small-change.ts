import fc from 'fast-check';
import { bothSides, compile, differingFlows } from '../../lib/engine';
import {
  addressesIn,
  type Direction,
  type Labels,
  noPorts,
  type PortSet,
  parseAddress,
  type Requirement,
  type Selector,
  subtractPorts,
} from '../../lib/kernel';
import type { Cluster, FlowEnd, Peer, Pod, Policy, PortMatch, Rule } from '../../lib/model';
import { type Profile, portable } from '../../lib/platform';
import { NOWHERE } from './arbitraries';
import { NAME, namespaceOf, oneOf, peerOf, podIn, policyOf } from './small-policies';

/*
 * A change so small that every pod which could see it can be written down: one label key with one
 * value, a declared and an undeclared namespace and new ones, one port name, two ports, two blocks.
 */
const requirement: fc.Arbitrary<Requirement> = oneOf<Requirement['operator']>([
  'In',
  'In',
  'NotIn',
  'Exists',
  'DoesNotExist',
]).map((operator) => ({
  key: 'app',
  operator,
  values: operator === 'In' || operator === 'NotIn' ? ['x'] : [],
}));

const selector: fc.Arbitrary<Selector> = fc
  .array(requirement, { maxLength: 1 })
  .map((requirements) => ({ requirements }));

const namespaceSelector: fc.Arbitrary<Selector> = fc.oneof(
  selector,
  oneOf(['a', 'b']).map((name) => ({
    requirements: [{ key: NAME, operator: 'In' as const, values: [name] }],
  })),
);

const block = oneOf(['0.0.0.0/0', '10.0.0.0/9']).map(
  (cidr): Peer => ({ kind: 'block', cidr, except: [], addresses: addressesIn(cidr) }),
);

const port: fc.Arbitrary<PortMatch> = oneOf<PortMatch>([
  { kind: 'range', protocol: 'TCP', first: 80, last: 80 },
  { kind: 'range', protocol: 'TCP', first: 81, last: 81 },
  { kind: 'named', protocol: 'TCP', name: 'http' },
]);

const policy = policyOf(selector, peerOf(namespaceSelector, selector, block), port);

/** What somebody does to a set of policies. */
const edit: fc.Arbitrary<(policies: readonly Policy[]) => readonly Policy[]> = fc.oneof(
  fc.constant((policies: readonly Policy[]) => policies.slice(1)),
  policy.map((added) => (policies: readonly Policy[]) => [...policies, added]),
  policy.map(
    ({ rules: others }) =>
      ([first, ...rest]: readonly Policy[]) =>
        first === undefined ? rest : [{ ...first, rules: others }, ...rest],
  ),
  selector.map(
    (subject) =>
      ([first, ...rest]: readonly Policy[]) =>
        first === undefined ? rest : [{ ...first, subject }, ...rest],
  ),
  fc.constant((policies: readonly Policy[]) => policies.map(rewritten).reverse()),
);

/** The same policy in other words: each peer a rule of its own, blocks aside, in another order. */
export function rewritten(policy: Policy): Policy {
  const apart = (direction: Direction): readonly Rule[] =>
    policy.rules[direction]
      .flatMap((rule): readonly Omit<Rule, 'index'>[] => {
        const blocks = rule.peers.filter(({ kind }) => kind === 'block');
        const pods = rule.peers.filter(({ kind }) => kind === 'pods');
        if (rule.peers.length === 0) return [rule];
        return [
          ...(blocks.length > 0 ? [{ ...rule, peers: blocks }] : []),
          ...pods.map((each) => ({ ...rule, peers: [each] })),
        ];
      })
      .reverse()
      .map((rule, index) => ({ ...rule, index }));
  return {
    ...policy,
    name: `${policy.name}-again`,
    rules: { ingress: apart('ingress'), egress: apart('egress') },
  };
}

const X: Labels = new Map([['app', 'x']]);
const OTHER: Labels = new Map([['app', 'other']]);
const NONE: Labels = new Map();

/** Two small clusters, one made from the other. */
export interface SmallChange {
  readonly before: Cluster;
  readonly after: Cluster;
  readonly profile: Profile;
}

const profiles: readonly Profile[] = [
  { ...portable, ipFamilies: [4], podCidrs: ['10.0.0.0/8'] },
  {
    ...portable,
    ipFamilies: [4],
    podCidrs: ['10.0.0.0/8'],
    assume: { ...portable.assume, 'ip-block-matches-pods': false, 'host-network-is-peer': false },
  },
];

export const smallChange: fc.Arbitrary<SmallChange> = fc
  .record({
    policies: fc.array(policy, { minLength: 1, maxLength: 3 }),
    edited: edit,
    own: oneOf([NONE, X]),
    relabelled: oneOf([undefined, undefined, undefined, NONE, X]),
    agent: oneOf([false, false, true]),
    profile: oneOf(profiles),
  })
  .map(({ policies, edited, own, relabelled, agent, profile }) => {
    const clusterOf = (all: readonly Policy[], labels: Labels): Cluster => ({
      namespaces: new Map([
        ['a', namespaceOf('a', true, labels)],
        ['b', namespaceOf('b', false)],
      ]),
      workloads: agent ? [AGENTS] : [],
      services: [],
      entryPoints: [],
      policies: all,
      unmodelled: [],
    });
    return {
      before: clusterOf(policies, own),
      after: clusterOf(edited(policies), relabelled ?? own),
      profile,
    };
  });

const AGENT = podIn('a', X, { hostNetwork: true, name: 'agent', stands: 'for-one-pod' });
const AGENTS = {
  namespace: 'a',
  name: 'agent',
  kind: 'DaemonSet',
  pods: [AGENT],
  origin: NOWHERE,
};

/** What a change does: flows pass that did not, flows pass no longer, both, or neither. */
export interface Difference {
  readonly broadened: boolean;
  readonly narrowed: boolean;
}

/** The answer of the search. */
export function bySearch({ before, after, profile }: SmallChange): Difference {
  const finds = (passing: Cluster, missing: Cluster) => {
    const known = passing.workloads.flatMap(({ pods }) => pods);
    const sides = bothSides({ passing, missing }, profile, known);
    const meter = { budget: 1_000_000, steps: 0 };
    return [...differingFlows(sides, meter, () => false)].length > 0;
  };
  return { broadened: finds(after, before), narrowed: finds(before, after) };
}

/** The answer of asking about every pod that could see a difference, in every world, under every reading. */
export function byBruteForce(change: SmallChange): Difference {
  const pairs = pairsOf(change);
  const found = readingsOf(change).flatMap((profile) =>
    [NONE, X, OTHER].map((untold) => inOneWorld(change, profile, untold, pairs)),
  );
  return {
    broadened: found.some(({ broadened }) => broadened),
    narrowed: found.some(({ narrowed }) => narrowed),
  };
}

type Pairs = readonly (readonly [FlowEnd, FlowEnd])[];

function inOneWorld(
  change: SmallChange,
  profile: Profile,
  untold: Labels,
  pairs: Pairs,
): Difference {
  const before = compile(inWorld(change.before, untold), profile);
  const after = compile(inWorld(change.after, untold), profile);
  const connections = pairs.map(([from, to]) => ({
    was: before.connection(from, to).allowed,
    is: after.connection(from, to).allowed,
  }));
  return {
    broadened: connections.some(({ was, is }) => exceeds(is, was)),
    narrowed: connections.some(({ was, is }) => exceeds(was, is)),
  };
}

function exceeds(a: PortSet, b: PortSet): boolean {
  return !noPorts(subtractPorts(a, b));
}

function readingsOf({ before, profile }: SmallChange): readonly Profile[] {
  const ids = [
    'ip-block-matches-pods',
    'sidecar-named-ports',
    ...(before.workloads.length > 0
      ? (['host-network-is-peer', 'host-network-is-subject'] as const)
      : []),
  ] as const;
  return ids.reduce<readonly Profile[]>(
    (all, id) =>
      all.flatMap((each) => {
        if (each.assume[id] !== undefined) return [each];
        return [true, false].map((answer) => ({
          ...each,
          assume: { ...each.assume, [id]: answer },
        }));
      }),
    [{ ...profile, assume: { ...profile.assume, enforces: true } }],
  );
}

function inWorld(cluster: Cluster, untold: Labels): Cluster {
  return {
    ...cluster,
    namespaces: new Map([
      ...cluster.namespaces,
      ['b', namespaceOf('b', true, untold)],
      ['new', namespaceOf('new', true)],
      ['new-x', namespaceOf('new-x', true, X)],
      ['new-other', namespaceOf('new-other', true, OTHER)],
    ]),
  };
}

const HOMES = ['a', 'b', 'new', 'new-x', 'new-other'];

function pairsOf({ before }: SmallChange): Pairs {
  const addresses = ['10.0.0.5', '10.200.0.5'].flatMap((text) => parseAddress(text) ?? []);
  const pods = HOMES.flatMap((home) =>
    [NONE, X, OTHER].flatMap((labels) =>
      addresses.map((address) => podIn(home, labels, { addresses: [address] })),
    ),
  );
  const outside = ['10.0.0.0/9', '10.128.0.0/9', '203.0.113.7/32', '2001:db8::1/128'].map(
    (cidr): FlowEnd => ({ kind: 'addresses', addresses: addressesIn(cidr) }),
  );
  const known = before.workloads.flatMap((workload) => workload.pods);
  const podEnd = (pod: Pod): FlowEnd => ({ kind: 'pod', pod });
  const naming = (pod: Pod, named: readonly number[]): Pod => ({
    ...pod,
    ports: named.map((number) => ({
      name: 'http',
      protocol: 'TCP',
      port: number,
      on: 'container',
    })),
  });
  const sources = [...pods, ...known].map(podEnd);
  const named = [[], [80], [82]];
  const destinations = [
    ...pods.flatMap((pod) => named.map((each) => podEnd(naming(pod, each)))),
    ...known.map(podEnd),
  ];
  return [
    ...sources.flatMap((from) => [...destinations, ...outside].map((to) => [from, to] as const)),
    ...outside.flatMap((from) => destinations.map((to) => [from, to] as const)),
  ];
}
