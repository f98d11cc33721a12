import type { Cluster } from '../../model';
import type { PodEnd } from './workload-endpoints';

/** The cluster as answers about workloads see it: with the pods of these rows, wherever they run. */
export function standingAs(cluster: Cluster, ends: readonly PodEnd[]): Cluster {
  return { ...cluster, workloads: ends.map(({ workload, pods }) => ({ ...workload, pods })) };
}
