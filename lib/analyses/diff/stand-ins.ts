import { type Connection, compile } from '../../engine';
import { type Cluster, type FlowEnd, isSamePod, type Pod } from '../../model';
import type { PodEnd } from '../shared/workload-endpoints';
import type { CommonEnd } from './align';
import { type Compared, type PerSide, perSide } from './compared';
import { isPods } from './suspects';

/** A cluster in which one pod stands for each of these ends, so a pair of them is a pair of its pods. */
export function standIns(cluster: Cluster, ends: readonly PodEnd[]): Cluster {
  const workloads = ends.map(({ workload, pods: [pod] }) => ({ ...workload, pods: [pod] }));
  return { ...cluster, workloads };
}

/**
 * What passes between two ends on either side. A map answers for first pods of ends and for addresses
 * in a fraction of the time that a pair takes alone; the few other pairs are asked one by one.
 */
export function connectionsBetween(
  { clusters, profile, evaluators }: Compared,
  ends: readonly CommonEnd[],
): PerSide<(from: FlowEnd, to: FlowEnd) => Connection> {
  return perSide((side) => {
    const pods = ends.map((end) => end[side]).filter(isPods);
    const standing = new Set<Pod>(pods.map((end) => end.pods[0]));
    const { map } = compile(standIns(clusters[side], pods), profile);
    const isOnMap = (end: FlowEnd) => end.kind !== 'pod' || standing.has(end.pod);
    return (from, to) =>
      isOnMap(from) && isOnMap(to) && !isSamePod(from, to)
        ? map().connection(map().endOf(from), map().endOf(to))
        : evaluators[side].connection(from, to);
  });
}
