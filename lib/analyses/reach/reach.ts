import { type Connection, compile } from '../../engine';
import { noPorts, toPortRanges, UsageError } from '../../kernel';
import type { Cluster, FlowEnd } from '../../model';
import type { Profile } from '../../platform';
import type { Endpoint, ReachFlow, ReachResult } from '../../results';
import { type AddressEnd, addressEnds } from '../shared/address-ends';
import { endsBetween, type Granularity, type PodEnd, podEnds } from '../shared/workload-endpoints';
import { mergeAddresses } from './merge-addresses';

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

const MAX_PAIRS = 4_000_000;

type End = PodEnd | AddressEnd;

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
  refuseTooMany(sources.length * destinations.length, query.maxPairs ?? MAX_PAIRS);

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
  const merged = mergeAddresses({ ends: kept.filter((end) => 'addresses' in end), flows });
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

function refuseTooMany(pairs: number, limit: number): void {
  if (pairs <= limit) return;
  throw new UsageError(
    `the answer would have ${pairs} pairs`,
    'narrow it with --from, --to or --namespace, or ask for everything with --all',
  );
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

/** The ends of the flow between two rows; undefined for what is no flow. */
function flowEnds(from: End, to: End): readonly [FlowEnd, FlowEnd] | undefined {
  if ('pods' in from && 'pods' in to) return endsBetween(from, to);
  if ('addresses' in from && 'addresses' in to) return undefined;
  return [flowEnd(from), flowEnd(to)];
}

function flowEnd(end: End): FlowEnd {
  return 'pods' in end
    ? { kind: 'pod', pod: end.pods[0] }
    : { kind: 'addresses', addresses: end.addresses };
}
