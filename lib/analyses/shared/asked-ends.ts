import type { Cluster } from '../../model';
import { type AddressEnd, addressEnds } from './address-ends';
import type { End } from './flow-ends';
import type { ReachQuery } from './reach-query';
import { refuseTooMany } from './too-many';
import { type PodEnd, podEnds } from './workload-endpoints';

/** The ends that an answer is about. */
export interface AskedEnds {
  readonly sources: readonly End[];
  readonly destinations: readonly End[];
  /** Those of either side, in the order of answers. */
  readonly pods: readonly PodEnd[];
  readonly addresses: readonly AddressEnd[];
}

/** The ends that a question asks about. @throws {UsageError} for more pairs than it wants */
export function askedEnds(cluster: Cluster, query: ReachQuery): AskedEnds {
  const pods = podEnds(cluster, query.granularity ?? 'workload');
  const ends: readonly End[] = [...pods, ...addressEnds(cluster)];
  const sources = ends.filter(({ endpoint }) => query.from?.(endpoint) ?? true);
  const destinations = ends.filter(({ endpoint }) => query.to?.(endpoint) ?? true);
  refuseTooMany(sources.length * destinations.length, query.maxPairs);
  const selected = new Set([...sources, ...destinations]);
  const kept = ends.filter((end) => selected.has(end));
  return {
    sources,
    destinations,
    pods: kept.filter((end) => 'pods' in end),
    addresses: kept.filter((end) => 'addresses' in end),
  };
}
