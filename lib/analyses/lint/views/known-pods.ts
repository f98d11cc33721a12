import { groupBy, isJsonObject, matches, once } from '../../../kernel';
import type { Pod, Policy, Workload } from '../../../model';
import type { Examined } from '../check';
import { at, writtenAs } from '../written';

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

/** The pods that a policy selects. */
export function subjectPods(examined: Examined, policy: Policy): readonly KnownPod[] {
  return subjects(examined)(policy);
}

const subjects = once((examined: Examined) =>
  once((policy: Policy): readonly KnownPod[] => {
    const here = knownPods(examined).get(policy.namespace) ?? [];
    return here.filter(({ pod }) => matches(policy.subject, pod.labels));
  }),
);

/**
 * Whether the containers of a pod are in the input. An operator that makes pods from a custom resource
 * may add ports to them, as may an author who only declares a workload.
 */
export function hasKnownContainers(examined: Examined, { origin }: Pod): boolean {
  const written = writtenAs(examined, origin);
  const apiVersion = at(written, ['apiVersion']);
  return isJsonObject(written) && typeof apiVersion === 'string' && isBuiltIn(apiVersion);
}

/** Groups with a dot in their name belong to somebody else, unless they end in `k8s.io`. */
function isBuiltIn(apiVersion: string): boolean {
  const slash = apiVersion.indexOf('/');
  const group = slash < 0 ? '' : apiVersion.slice(0, slash);
  return !group.includes('.') || group.endsWith('.k8s.io');
}
