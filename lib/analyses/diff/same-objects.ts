import type { Cluster, Pod, Workload } from '../../model';
import type { PerSide } from './per-side';
import { isSameValue } from './same-value';
import { policyId } from './written';
import { isNamespaceWrittenAlike, isPodWrittenAlike, isWrittenAlike } from './written-alike';

/**
 * Both sides, where what is the same on both is one object: namespaces and policies that are written
 * alike, and workloads whose pods are. Of most changes that is nearly everything, and whatever is
 * worked out for one side then holds for the other. Where it was written is that of the side after.
 */
export function withSameObjects({ before, after }: PerSide<Cluster>): PerSide<Cluster> {
  const policies = sharing(before.policies, after.policies, policyId, isWrittenAlike);
  const workloads = sharing(before.workloads, after.workloads, workloadId, isSameWorkload);
  const namespaces = new Map(
    [...before.namespaces].map(([name, own]) => {
      const other = after.namespaces.get(name);
      return [name, other !== undefined && isNamespaceWrittenAlike(own, other) ? other : own];
    }),
  );
  return { before: { ...before, policies, workloads, namespaces }, after };
}

/** The items of one list, in place of each that is the same the one of the other list. */
function sharing<T>(
  items: readonly T[],
  others: readonly T[],
  idOf: (item: T) => string,
  isSame: (one: T, other: T) => boolean,
): readonly T[] {
  if (items === others) return others;
  const left = new Map(others.map((other) => [idOf(other), other]));
  const shared = items.map((item) => {
    const id = idOf(item);
    const other = left.get(id);
    if (other === undefined || !isSame(item, other)) return item;
    left.delete(id);
    return other;
  });
  const areAll = shared.length === others.length && shared.every((item, at) => item === others[at]);
  return areAll ? others : shared;
}

function workloadId({ namespace, kind, name }: Workload): string {
  return `${namespace} ${kind} ${name}`;
}

function isSameWorkload(one: Workload, { pods }: Workload): boolean {
  return (
    one.pods.length === pods.length &&
    one.pods.every((pod, at) => {
      const other = pods[at];
      return other !== undefined && isSamePod(pod, other);
    })
  );
}

function isSamePod(one: Pod, other: Pod): boolean {
  return (
    one === other ||
    (one.name === other.name &&
      one.namespace === other.namespace &&
      one.stands === other.stands &&
      isPodWrittenAlike(one, other) &&
      isSameValue(one.otherDns, other.otherDns))
  );
}
