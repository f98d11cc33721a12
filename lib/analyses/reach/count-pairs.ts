import { addressClasses, type Cluster } from '../../model';
import { countPodEnds, type Granularity } from '../shared/workload-endpoints';

/** How many pairs of ends an answer about the whole cluster has, without making any of them. */
export function countPairs(cluster: Cluster, granularity: Granularity): number {
  const ends = countPodEnds(cluster, granularity) + addressClasses(cluster.policies).length;
  return ends * ends;
}
