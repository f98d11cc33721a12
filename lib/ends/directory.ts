import { type PodEnd, podEnds } from '../analyses';
import type { Cluster } from '../model';

/** Every end that can be named in one cluster. */
export interface Directory {
  readonly cluster: Cluster;
  /** Where names without a namespace are looked for; empty means everywhere. */
  readonly namespaces: readonly string[];
  /** By workload, split where a policy tells its pods apart. */
  readonly workloads: readonly PodEnd[];
  /** Pod by pod. */
  readonly pods: readonly PodEnd[];
}

/** The names of a cluster, made when they are asked for: few questions are about single pods. */
export function directoryOf(cluster: Cluster, namespaces: readonly string[] = []): Directory {
  return {
    cluster,
    namespaces,
    get workloads() {
      return podEnds(cluster, 'workload');
    },
    get pods() {
      return podEnds(cluster, 'pod');
    },
  };
}
