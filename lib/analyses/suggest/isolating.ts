import { compareText, type Direction, type IntentEndpoint, matches } from '../../kernel';
import type { Cluster, Policy } from '../../model';
import { covers, endOf } from './ends';
import type { Known } from './known';

/** The policies that isolate all of some end in one of these directions, by name. */
export function isolating(
  { cluster, known }: { readonly cluster: Cluster; readonly known: Known },
  ends: readonly IntentEndpoint[],
  directions: readonly Direction[],
): readonly string[] {
  const doesIsolate = ({ namespace, subject }: Policy, end: IntentEndpoint): boolean => {
    if (end.kind !== 'workload') return covers(endOf({ namespace, pods: subject }), end);
    return (
      namespace === end.namespace &&
      known.within(end).some(({ pods: [pod] }) => matches(subject, pod.labels))
    );
  };
  const names = cluster.policies
    .filter(({ isolates }) => isolates.some((direction) => directions.includes(direction)))
    .filter((policy) => ends.some((end) => doesIsolate(policy, end)))
    .map(({ namespace, name }) => `${namespace}/${name}`);
  return [...new Set(names)].sort(compareText);
}
