import { groupBy, once } from '../../../kernel';
import type { Pod, Workload } from '../../../model';
import type { Examined } from '../check';

/** A pod, and the workload that runs it. */
export interface KnownPod {
  readonly pod: Pod;
  readonly workload: Workload;
}

/** Every pod of the input, under the name of its namespace. */
export const knownPods: (examined: Examined) => ReadonlyMap<string, readonly KnownPod[]> = once(
  ({ cluster }) => {
    const all = cluster.workloads.flatMap((workload) =>
      workload.pods.map((pod) => ({ pod, workload })),
    );
    return groupBy(all, ({ pod }) => pod.namespace);
  },
);
