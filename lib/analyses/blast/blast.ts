import type { Cluster } from '../../model';
import type { Profile } from '../../platform';
import type { BlastRank, BlastResult, Endpoint } from '../../results';
import { openingsIn } from '../shared/openings';
import { refuseTooMany } from '../shared/too-many';
import { graphOf } from './graph';
import { ranksOf, worstFirst } from './rank';
import { spreadFrom } from './spread';

/** What is asked about the fall of workloads. */
export interface BlastQuery {
  /** The workloads that are taken, each by itself. @default - none: all are ranked */
  readonly taken?: (endpoint: Endpoint) => boolean;
  /** The workloads that are ranked. @default - all, or those that are taken */
  readonly ranked?: (endpoint: Endpoint) => boolean;
  /** Answers of more pairs than this are refused. @default - 4 million */
  readonly maxPairs?: number;
}

/**
 * What falls with a workload, where an attacker takes whatever is reached on any port, and goes on
 * from there.
 *
 * @throws {UsageError} when the answer would have more pairs than `maxPairs`
 */
export function blast(cluster: Cluster, profile: Profile, query: BlastQuery = {}): BlastResult {
  const { taken, ranked = taken } = query;
  refuseTooMany(cluster.workloads.length ** 2, query.maxPairs);
  const graph = graphOf(cluster, profile);
  const openings = openingsIn(cluster, profile);
  const blasts = graph.workloads.flatMap(({ endpoint }, index) =>
    taken?.(endpoint) === true ? [{ taken: endpoint, ...spreadFrom(graph, openings, index) }] : [],
  );
  const isRanked = (_: BlastRank, index: number) => {
    const end = graph.workloads[index];
    return ranked === undefined || (end !== undefined && ranked(end.endpoint));
  };
  return {
    schemaVersion: '1',
    profile: profile.name,
    endpoints: graph.endpoints,
    ranking: ranksOf(graph).filter(isRanked).sort(worstFirst),
    blasts,
    rules: openings.rules(),
    summary: { workloads: cluster.workloads.length, policies: cluster.policies.length },
  };
}

/** How many other workloads surely fall with each, by the id of its endpoint. */
export function blastSizes(cluster: Cluster, profile: Profile): ReadonlyMap<string, number> {
  return new Map(
    ranksOf(graphOf(cluster, profile)).map(({ workload, falls }) => [workload, falls]),
  );
}
