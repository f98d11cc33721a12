import type { Cluster } from '../../model';
import type { Profile } from '../../platform';
import type { BlastRank, BlastResult, Endpoint } from '../../results';
import { openingsIn } from '../shared/openings';
import { refuseTooMany } from '../shared/too-many';
import { podEnds } from '../shared/workload-endpoints';
import { type Graph, graphOf } from './graph';
import { rankOf, ranksOf, worstFirst } from './rank';
import { spreadFrom } from './spread';

/** What is asked about the fall of workloads. */
export interface BlastQuery {
  /** The workloads that are taken, each by itself. @default - none: all are ranked */
  readonly taken?: (endpoint: Endpoint) => boolean;
  /** The workloads that are ranked. @default - all, or those that are taken */
  readonly ranked?: (endpoint: Endpoint) => boolean;
  /** Answers of more pairs than this are refused. @default - 4 million */
  readonly maxPairs?: number;
  /** Told for how many classes of workloads it is known whom they reach. @default - nobody is told */
  readonly progress?: (done: number, total: number) => void;
}

/**
 * What falls with a workload, where an attacker takes whatever is reached on any port, and goes on
 * from there.
 *
 * @throws {UsageError} when the answer would have more pairs than `maxPairs`
 */
export function blast(cluster: Cluster, profile: Profile, query: BlastQuery = {}): BlastResult {
  const { taken, ranked } = query;
  // Who is taken is followed as far as it leads; to rank anybody, everybody has to be.
  const isRanking = taken === undefined || ranked !== undefined;
  const all = cluster.workloads.length;
  const followed = isRanking
    ? all
    : podEnds(cluster, 'workload').filter(({ endpoint }) => taken(endpoint)).length;
  refuseTooMany(followed * all, query.maxPairs, NARROW);
  const graph = graphOf(cluster, profile);
  const openings = openingsIn(cluster, profile);
  const blasts = graph.workloads.flatMap(({ endpoint }, index) =>
    taken?.(endpoint) === true ? [{ taken: endpoint, ...spreadFrom(graph, openings, index) }] : [],
  );
  return {
    schemaVersion: '1',
    profile: profile.name,
    endpoints: graph.endpoints,
    ranking: (isRanking ? rankedAmong(graph, query) : blasts.map(rankOf)).sort(worstFirst),
    blasts,
    rules: openings.rules(),
    summary: { workloads: cluster.workloads.length, policies: cluster.policies.length },
  };
}

const NARROW =
  'name the workload that is taken, as in `netpol blast shop/web`, or ask for everything with --all';

function rankedAmong(graph: Graph, { ranked, progress }: BlastQuery): BlastRank[] {
  return ranksOf(graph, progress).filter((_, index) => {
    const end = graph.workloads[index];
    return ranked === undefined || (end !== undefined && ranked(end.endpoint));
  });
}
