import type { Cluster, Pod, Policy, Workload } from '../../model';
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
  const policies = sharing(before.policies, after.policies, POLICIES);
  const workloads = sharing(before.workloads, after.workloads, WORKLOADS);
  const namespaces = new Map(
    [...before.namespaces].map(([name, own]) => {
      const other = after.namespaces.get(name);
      return [name, other !== undefined && isNamespaceWrittenAlike(own, other) ? other : own];
    }),
  );
  return { before: { ...before, policies, workloads, namespaces }, after };
}

/** How things of two lists are found in each other, and held against each other. */
interface Alike<T> {
  readonly idOf: (item: T) => string;
  readonly hasSameId: (one: T, other: T) => boolean;
  readonly isSame: (one: T, other: T) => boolean;
}

const POLICIES: Alike<Policy> = {
  idOf: policyId,
  hasSameId: (one, other) => one.name === other.name && one.namespace === other.namespace,
  isSame: isWrittenAlike,
};

const WORKLOADS: Alike<Workload> = {
  idOf: ({ namespace, kind, name }) => `${namespace} ${kind} ${name}`,
  hasSameId: (one, other) =>
    one.name === other.name && one.kind === other.kind && one.namespace === other.namespace,
  isSame: isSameWorkload,
};

/**
 * The items of one list, in place of each that is the same the one of the other list. As far as both
 * lists go in one order, from the front and from the back, nobody has to look for anything.
 */
function sharing<T>(items: readonly T[], others: readonly T[], alike: Alike<T>): readonly T[] {
  if (items === others) return others;
  const [ahead, behind] = inOneOrder(items, others, alike);
  const [end, otherEnd] = [items.length - behind, others.length - behind];
  const shared = items.map((item, at) => {
    if (at >= ahead && at < end) return item;
    const other = others[at < ahead ? at : at - end + otherEnd];
    return other !== undefined && alike.isSame(item, other) ? other : item;
  });
  const between = sharingRest(items.slice(ahead, end), others.slice(ahead, otherEnd), alike);
  for (const [at, item] of between.entries()) shared[ahead + at] = item;
  const areAll = shared.length === others.length && shared.every((item, at) => item === others[at]);
  return areAll ? others : shared;
}

/** How many items at the front, and then at the back, have the ids of those at their places in the other list. */
function inOneOrder<T>(
  items: readonly T[],
  others: readonly T[],
  { hasSameId }: Alike<T>,
): readonly [ahead: number, behind: number] {
  const isSameId = (at: number, otherAt: number): boolean => {
    const [item, other] = [items[at], others[otherAt]];
    return item !== undefined && other !== undefined && hasSameId(item, other);
  };
  let ahead = 0;
  while (isSameId(ahead, ahead)) ahead += 1;
  const most = Math.min(items.length, others.length) - ahead;
  let behind = 0;
  while (behind < most && isSameId(items.length - 1 - behind, others.length - 1 - behind))
    behind += 1;
  return [ahead, behind];
}

function sharingRest<T>(items: readonly T[], others: readonly T[], alike: Alike<T>): readonly T[] {
  const left = new Map(others.map((other) => [alike.idOf(other), other]));
  return items.map((item) => {
    const id = alike.idOf(item);
    const other = left.get(id);
    if (other === undefined || !alike.isSame(item, other)) return item;
    left.delete(id);
    return other;
  });
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
