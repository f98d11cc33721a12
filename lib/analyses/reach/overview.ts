import { type ClusterMap, compile, isDenied, type MapSpread } from '../../engine';
import { compareText, groupBy } from '../../kernel';
import type { Cluster, Pod } from '../../model';
import type { Profile } from '../../platform';
import type { PairCounts, ReachOverview, WidestWorkloads } from '../../results';
import type { ReachQuery } from '../shared/reach-query';
import { MAX_PAIRS } from '../shared/too-many';
import { workloadNames } from '../shared/workload-endpoints';
import { countPairs } from './count-pairs';

/** How many numbers are told. */
const NAMED = 5;

/** What an overview is about, and from how many pairs on there is one. */
export type OverviewQuery = Pick<ReachQuery, 'granularity' | 'maxPairs'>;

/**
 * How much of a cluster talks, where the list of who reaches whom would be too long; undefined where
 * it is not. No pair is looked at on its own, so it costs what the policies say and not the cluster
 * squared, unless policies tell every pod from every other one.
 */
export function reachOverview(
  cluster: Cluster,
  profile: Profile,
  { granularity = 'workload', maxPairs = MAX_PAIRS }: OverviewQuery = {},
): ReachOverview | undefined {
  const pairs = countPairs(cluster, granularity);
  if (pairs <= maxPairs) return undefined;
  const map = compile(cluster, profile).map();
  const classes = map.ends.flatMap((end) => (end.kind === 'pods' ? [end.pods] : []));
  return {
    schemaVersion: '1',
    profile: profile.name,
    notListed: { pairs, limit: maxPairs },
    pairsOfPods: pairCounts(map),
    isolated: { ingress: map.isolated('ingress'), egress: map.isolated('egress') },
    ...widest(cluster, map),
    summary: {
      namespaces: new Set(cluster.workloads.map(({ namespace }) => namespace)).size,
      workloads: cluster.workloads.length,
      policies: cluster.policies.length,
      pods: classes.reduce((sum, { length }) => sum + length, 0),
      classes: classes.length,
    },
  };
}

function pairCounts(map: ClusterMap): PairCounts {
  const { pairs, open, partly, undecided, closed } = map.totals();
  return { total: pairs, open, partly, undecided, closed };
}

type Widest = Pick<ReachOverview, 'mostReached' | 'reachMost'>;

function widest(cluster: Cluster, map: ClusterMap): Widest {
  const { reachedBy, reaches } = map.spread();
  const ends = map.endsOfPods();
  let seen = 0;
  const sizes = cluster.workloads.map(({ pods }): MostOfWorkload => {
    const most = { reachedBy: 0, reaches: 0 };
    for (const pod of pods) {
      const at = ends[seen] ?? 0;
      seen += 1;
      const beside = besideFirst(map, at, pod);
      most.reachedBy = Math.max(most.reachedBy, (reachedBy[at] ?? 0) + beside);
      most.reaches = Math.max(most.reaches, (reaches[at] ?? 0) + beside);
    }
    return most;
  });
  return {
    mostReached: widestOf(cluster, (row) => sizes[row]?.reachedBy ?? 0),
    reachMost: widestOf(cluster, (row) => sizes[row]?.reaches ?? 0),
  };
}

/** The numbers of the widest of its pods, for each side on its own. */
type MostOfWorkload = { readonly [side in keyof MapSpread]: number };

/** A template is among its own peers and a known pod is not: the pods of one class differ by that. */
function besideFirst(map: ClusterMap, at: number, { stands }: Pod): number {
  const end = map.ends[at];
  const first = end?.kind === 'pods' ? end.pods[0]?.stands : undefined;
  if (first === stands) return 0;
  if (isDenied(map.connection(at, at))) return 0;
  return stands === 'for-one-pod' ? -1 : 1;
}

/** The workloads of the highest numbers, of which `sizeOf` gives the one of each row. */
function widestOf(cluster: Cluster, sizeOf: (row: number) => number): readonly WidestWorkloads[] {
  const nameOf = workloadNames(cluster);
  const alike = groupBy(cluster.workloads.keys(), sizeOf);
  return [...alike.keys()]
    .filter((pods) => pods > 0)
    .sort((a, b) => b - a)
    .slice(0, NAMED)
    .map((pods) => {
      const rows = alike.get(pods) ?? [];
      const ids = rows.flatMap((row) => cluster.workloads[row] ?? []).map(nameOf);
      const [first = ''] = ids.sort(compareText);
      return { pods, workloads: ids.length, first };
    });
}
