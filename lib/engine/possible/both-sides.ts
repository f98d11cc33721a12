import type { Cluster, Pod } from '../../model';
import type { Assume, Profile } from '../../platform';
import type { SearchEnd, SearchEnds } from './ends';
import { type PossiblePods, preparedIn } from './prepare';
import { type Space, spaceOf } from './space';
import { vocabularyOf } from './vocabulary';

/** Two clusters that are compared: what one lets through, and the other may not. */
export interface TwoSides<T> {
  readonly passing: T;
  readonly missing: T;
}

/** Both sides under one reading of everything that the profile leaves open. */
export interface SettledSides extends TwoSides<PossiblePods> {
  readonly profile: Profile;
}

/** Both sides, prepared over one vocabulary, so that a choice means the same on each. */
export interface BothSides {
  readonly clusters: TwoSides<Cluster>;
  /** Under one reading of them, for what no reading changes. */
  readonly plain: SettledSides;
  /** The readings that matter for two ends. Together they are every reading. */
  readonly readings: (ends: SearchEnds) => readonly SettledSides[];
  /** Everything that can stand at an end: any pod of a namespace, known pods, addresses. */
  readonly ends: readonly SearchEnd[];
}

/**
 * Prepares two clusters that have the same namespaces. `known` are the pods of both that no possible
 * pod stands for.
 */
export function bothSides(
  clusters: TwoSides<Cluster>,
  profile: Profile,
  known: readonly Pod[],
): BothSides {
  const space = spaceOf(vocabularyOf(together(clusters), profile, []));
  const settle = (assume: Assume) => settled(clusters, space, profile, assume);
  const blocks = splitBy(clusters, profile);
  const [plain, ...others] = [settle(blocks[0]), ...blocks.slice(1).map(settle)];
  const hosts = blocks
    .flatMap((each) => answersTo('host-network-is-peer', profile, each))
    .flatMap((each) => answersTo('host-network-is-subject', profile, each))
    .flatMap((each) => answersTo('egress-to-own-node-is-policed', profile, each));
  const withHosts = known.some(({ hostNetwork }) => hostNetwork)
    ? hosts.map(settle)
    : [plain, ...others];
  return {
    clusters,
    readings: ({ from, to }) => ([from, to].some(isOnHost) ? withHosts : [plain, ...others]),
    plain,
    ends: endsOf(plain.passing, known),
  };
}

function endsOf(pods: PossiblePods, known: readonly Pod[]): readonly SearchEnd[] {
  return [
    ...pods.places.map((place): SearchEnd => ({ kind: 'possible', place })),
    ...known.flatMap((pod): readonly SearchEnd[] => {
      const place = pods.placeNamed(pod.namespace);
      return place === undefined ? [] : [{ kind: 'known', pod, place }];
    }),
    { kind: 'outside' },
  ];
}

/** All that either side mentions: no cluster that exists. */
function together({ passing, missing }: TwoSides<Cluster>): Cluster {
  return {
    ...passing,
    policies: [...new Set([...passing.policies, ...missing.policies])],
    workloads: [...new Set([...passing.workloads, ...missing.workloads])],
  };
}

function settled(
  { passing, missing }: TwoSides<Cluster>,
  space: Space,
  told: Profile,
  assume: Assume,
): SettledSides {
  const profile = { ...told, assume: { ...told.assume, ...ALWAYS_SO, ...assume } };
  return {
    profile,
    passing: preparedIn(space, passing, profile),
    missing: preparedIn(space, missing, profile),
  };
}

/**
 * Where nothing is enforced, nothing differs. What policies that are not evaluated do is not known,
 * whatever the others say; whoever asks has to see whether there are any.
 */
const ALWAYS_SO: Assume = { enforces: true, 'unmodelled-kinds': 'ignored' };

function splitBy(
  { passing, missing }: TwoSides<Cluster>,
  profile: Profile,
): readonly [Assume, ...Assume[]] {
  const rules = [...passing.policies, ...missing.policies].flatMap((policy) => [
    ...policy.rules.ingress,
    ...policy.rules.egress,
  ]);
  const hasBlocks = rules.some(({ peers }) => peers.some(({ kind }) => kind === 'block'));
  return hasBlocks ? answersTo('ip-block-matches-pods', profile, {}) : [{}];
}

/** Both answers to a question, or the one that the profile gives. */
function answersTo(
  id:
    | 'ip-block-matches-pods'
    | 'host-network-is-peer'
    | 'host-network-is-subject'
    | 'egress-to-own-node-is-policed',
  { assume }: Profile,
  known: Assume,
): readonly [Assume, ...Assume[]] {
  if (assume[id] !== undefined) return [known];
  return [
    { ...known, [id]: true },
    { ...known, [id]: false },
  ];
}

function isOnHost(end: SearchEnd): boolean {
  return end.kind === 'known' && end.pod.hostNetwork;
}
