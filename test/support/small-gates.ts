import type { EndBox, PlacedRule } from '../../lib/engine';
import { ANY_IP, type Direction, EVERYTHING, matches } from '../../lib/kernel';
import type { Cluster, Flow, Policy, Rule } from '../../lib/model';
import { DEFAULT_POD_CIDRS, type Profile } from '../../lib/platform';
import { evaluate } from '../../lib/semantics';
import {
  type Candidate,
  endsIn,
  flowsBetween,
  type SmallUniverse,
  worldsOf,
} from './small-universe';

/** One direction of one namespace, and a rule there that may be superfluous. */
export interface SmallGate {
  readonly cluster: Cluster;
  readonly profile: Profile;
  readonly direction: Direction;
  readonly rule: PlacedRule;
  readonly others: readonly PlacedRule[];
}

/** The gates of namespace `a` in one direction, each rule in turn; the other gate stands open. */
export function gatesOfUniverse(
  { cluster, profile }: Pick<SmallUniverse, 'cluster' | 'profile'>,
  direction: Direction,
): readonly SmallGate[] {
  const policies = cluster.policies
    .filter(({ isolates }) => isolates.includes(direction))
    .map((policy): Policy => ({ ...policy, isolates: [direction] }));
  const rules = policies
    .filter(({ namespace }) => namespace === 'a')
    .flatMap((policy) => policy.rules[direction].map((rule) => ({ policy, rule })));
  return rules.map((rule) => ({
    cluster: { ...cluster, policies },
    profile,
    direction,
    rule,
    others: rules.filter((other) => other !== rule),
  }));
}

const ANYONE: readonly EndBox[] = [
  { kind: 'pods', namespaces: EVERYTHING, pods: EVERYTHING },
  { kind: 'addresses', addresses: ANY_IP },
];

const HERE: readonly EndBox[] = [
  {
    kind: 'pods',
    namespaces: {
      requirements: [{ key: 'kubernetes.io/metadata.name', operator: 'In', values: ['a'] }],
    },
    pods: EVERYTHING,
  },
];

/** Whether any flow tells that the rule is gone, in any cluster that fits the profile. */
export function isMissed(gate: SmallGate): boolean {
  const { cluster, direction } = gate;
  const after = withoutRule(gate);
  for (const profile of settlings(gate.profile)) {
    for (const { world, flow } of flowsOf(gate, profile)) {
      const verdict = ({ policies }: Cluster) =>
        evaluate({ ...world, policies }, profile, flow)[direction].open.answer;
      if (verdict(cluster) !== verdict(after)) return true;
    }
  }
  return false;
}

function withoutRule({ cluster, direction, rule }: SmallGate): Cluster {
  const kept = (rules: readonly Rule[]) => rules.filter((each) => each !== rule.rule);
  const policies = cluster.policies.map((policy) =>
    policy === rule.policy
      ? { ...policy, rules: { ...policy.rules, [direction]: kept(policy.rules[direction]) } }
      : policy,
  );
  return { ...cluster, policies };
}

/** What is told, and every cluster that it may turn out to be. */
function settlings(profile: Profile): readonly Profile[] {
  const ids = ['ip-block-matches-pods', 'host-network-is-peer'] as const;
  const settled = ids.reduce<readonly Profile[]>(
    (profiles, id) =>
      profile.assume[id] !== undefined
        ? profiles
        : profiles.flatMap((each) =>
            [true, false].map((answer) => ({ ...each, assume: { ...each.assume, [id]: answer } })),
          ),
    [{ ...profile, podCidrs: profile.podCidrs ?? DEFAULT_POD_CIDRS }],
  );
  return [profile, ...settled];
}

interface FlowInWorld {
  readonly world: Cluster;
  readonly flow: Flow;
}

/** Every flow of the pods that the rule is about, in every world. */
function* flowsOf(gate: SmallGate, profile: Profile): Generator<FlowInWorld> {
  const { cluster, direction, rule } = gate;
  const inside = oneAddress(endsIn(cluster, profile, HERE, 'new-1'))
    .map(({ end }) => end)
    .filter((end) => end.kind === 'pod' && matches(rule.policy.subject, end.pod.labels));
  for (const other of endsIn(cluster, profile, ANYONE, 'new-2')) {
    for (const world of worldsWith(other, cluster, profile)) {
      for (const end of inside) {
        const [from, to] = direction === 'egress' ? [end, other.end] : [other.end, end];
        for (const flow of flowsBetween(from, to)) yield { world, flow };
      }
    }
  }
}

/** Only the labels of namespace `b` are not told. */
function worldsWith(
  { end, namespace }: Candidate,
  cluster: Cluster,
  profile: Profile,
): readonly Cluster[] {
  const isUntold = end.kind === 'pod' && end.pod.namespace === 'b';
  const worlds = isUntold ? [cluster, ...worldsOf(cluster, profile)] : [cluster];
  if (namespace === undefined) return worlds;
  return worlds.map((world) => ({
    ...world,
    namespaces: new Map([...world.namespaces, [namespace.name, namespace]]),
  }));
}

/** Where a subject lives is nothing to its own gate. */
function oneAddress(all: readonly Candidate[]): readonly Candidate[] {
  const byLabels = new Map(
    all.map((each) => [
      each.end.kind === 'pod' ? `${each.end.pod.name} ${[...each.end.pod.labels].join()}` : '',
      each,
    ]),
  );
  return [...byLabels.values()];
}
