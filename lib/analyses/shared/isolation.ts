import { type Direction, formatSelector, groupBy, matches, once } from '../../kernel';
import type { Cluster, Pod, Policy } from '../../model';
import type { Profile } from '../../platform';
import type { ExposureSide, PolicyRef } from '../../results';

/** The policies that isolate a pod in a direction. */
export function isolating(cluster: Cluster, pod: Pod, direction: Direction): readonly Policy[] {
  return (byNamespace(cluster).get(pod.namespace) ?? []).filter(
    ({ isolates, subject }) => isolates.includes(direction) && matches(subject, pod.labels),
  );
}

const byNamespace = once(({ policies }: Cluster) =>
  groupBy(policies, ({ namespace }) => namespace),
);

/** Whether any policy isolates a pod in a direction. */
function isIsolated(cluster: Cluster, { namespace, labels }: Pod, direction: Direction): boolean {
  const policies = byNamespace(cluster).get(namespace) ?? [];
  return policies.some(
    ({ isolates, subject }) => isolates.includes(direction) && matches(subject, labels),
  );
}

/** A policy that isolates, as answers name it. */
export function policyRef({ namespace, name, subject, origin }: Policy): PolicyRef {
  return {
    id: `${namespace}/${name}`,
    selects: formatSelector(subject),
    source: origin.at([]),
  };
}

/** Whether policies isolate a pod in a direction; if not, why. */
export function standingOf(
  cluster: Cluster,
  profile: Profile,
  pod: Pod,
  direction: Direction,
): ExposureSide['standing'] {
  const { assume } = profile;
  if (assume.enforces === false) return 'not-enforced';
  if (isTouched(cluster, profile, pod)) return 'unmodelled';
  if (!isIsolated(cluster, pod, direction)) return 'not-isolated';
  return pod.hostNetwork && assume['host-network-is-subject'] === false ? 'exempt' : 'isolated';
}

/** Whether policies of kinds that are not evaluated may decide about a pod. */
export function isTouched({ unmodelled }: Cluster, { assume }: Profile, pod: Pod): boolean {
  if (assume['unmodelled-kinds'] === 'ignored') return false;
  return unmodelled.some(({ namespace }) => namespace === undefined || namespace === pod.namespace);
}
