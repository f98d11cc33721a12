import { EVERYTHING, type IntentEndpoint, matches } from '../../kernel';
import type { Cluster } from '../../model';
import { type PodEnd, podEnds } from '../shared/workload-endpoints';
import { intersect, type Region } from './ends';
import type { Scope } from './scope';

/** The known workloads of a cluster, as reachability names them. */
export interface Known {
  /** Those that are asked about. */
  readonly rows: readonly PodEnd[];
  /** Those of the whole cluster that an end names, by id. */
  within(end: IntentEndpoint): readonly PodEnd[];
}

/** Finds known workloads by the ends that name them. */
export function knownIn(cluster: Cluster, { isAsked }: Scope): Known {
  const all = podEnds(cluster, 'workload');
  return {
    rows: all.filter(({ workload }) => isAsked(workload.namespace)),
    within: (end) => all.filter((row) => isNamed(cluster, end, row)),
  };
}

function isNamed(cluster: Cluster, end: IntentEndpoint, { workload, pods }: PodEnd): boolean {
  if (end.kind === 'workload') {
    const { namespace, name, workloadKind = workload.kind } = end;
    const { kind } = workload;
    return workload.namespace === namespace && workload.name === name && kind === workloadKind;
  }
  const [pod] = pods;
  const there = intersect(cluster, end, { namespace: pod.namespace, pods: EVERYTHING });
  return there !== undefined && matches(there.pods, pod.labels);
}

/** Whether the pods of a row are among those of some regions. */
export function isAmong({ pods: [pod] }: PodEnd, regions: readonly Region[]): boolean {
  return regions.some(
    ({ namespace, pods }) => namespace === pod.namespace && matches(pods, pod.labels),
  );
}
