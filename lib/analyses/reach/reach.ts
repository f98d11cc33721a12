import { type Connection, compile } from '../../engine';
import { compareText, noPorts, toPortRanges, UsageError } from '../../kernel';
import type { Cluster } from '../../model';
import type { Profile } from '../../platform';
import type { Endpoint, ReachFlow, ReachResult } from '../../results';
import { addressEnds } from '../shared/address-ends';
import { type End, flowEnds } from '../shared/flow-ends';
import { mergeAddresses, type Telling } from '../shared/merge-addresses';
import { refuseTooMany } from '../shared/too-many';
import { type Granularity, podEnds } from '../shared/workload-endpoints';

/** Which part of the reachability is asked for. */
export interface ReachQuery {
  /** @default - workload */
  readonly granularity?: Granularity;
  /** Keeps the sources that matter. @default - all */
  readonly from?: (endpoint: Endpoint) => boolean;
  /** Keeps the destinations that matter. @default - all */
  readonly to?: (endpoint: Endpoint) => boolean;
  /** Answers of more pairs than this are refused. @default - 4 million */
  readonly maxPairs?: number;
}

/**
 * Who reaches whom, on which ports.
 *
 * @throws {UsageError} when the answer would have more pairs than `maxPairs`
 */
export function reach(cluster: Cluster, profile: Profile, query: ReachQuery = {}): ReachResult {
  const pods = podEnds(cluster, query.granularity ?? 'workload');
  const ends: readonly End[] = [...pods, ...addressEnds(cluster)];
  const sources = ends.filter(({ endpoint }) => query.from?.(endpoint) ?? true);
  const destinations = ends.filter(({ endpoint }) => query.to?.(endpoint) ?? true);
  refuseTooMany(sources.length * destinations.length, query.maxPairs);

  const evaluator = compile(cluster, profile);
  const flows: ReachFlow[] = [];
  for (const from of sources) {
    for (const to of destinations) {
      const between = flowEnds(from, to);
      if (between === undefined) continue;
      const connection = evaluator.connection(...between);
      if (isDenied(connection)) continue;
      const by = evaluator
        .admittedBy(...between)
        .map(({ namespace, name }) => `${namespace}/${name}`);
      flows.push({ ...flowOf(from, to, connection), by });
    }
  }
  const selected = new Set([...sources, ...destinations]);
  const kept = ends.filter((end) => selected.has(end));
  const merged = mergeAddresses({ ends: kept.filter((end) => 'addresses' in end), flows }, TELLING);
  const endpoints = [...kept.filter((end) => 'pods' in end), ...merged.ends].map(
    ({ endpoint }) => endpoint,
  );
  const summary = {
    workloads: cluster.workloads.length,
    policies: cluster.policies.length,
    flows: merged.flows.length,
  };
  return { schemaVersion: '1', profile: profile.name, endpoints, flows: merged.flows, summary };
}

function isDenied({ allowed, undecided }: Connection): boolean {
  return noPorts(allowed) && noPorts(undecided);
}

function flowOf(from: End, to: End, connection: Connection): Omit<ReachFlow, 'by'> {
  return {
    from: from.endpoint.id,
    to: to.endpoint.id,
    allowed: toPortRanges(connection.allowed),
    undecided: toPortRanges(connection.undecided),
    reasons: connection.reasons.map(({ id, ports }) => ({ id, ports: toPortRanges(ports) })),
  };
}

/** What lets a flow through is the union over the joined ends. */
const TELLING: Telling<ReachFlow> = {
  shown: ({ allowed, undecided, reasons }) => [allowed, undecided, reasons],
  join: (first, others) => ({
    ...first,
    by: [...new Set([first, ...others].flatMap(({ by }) => by))].sort(compareText),
  }),
};
