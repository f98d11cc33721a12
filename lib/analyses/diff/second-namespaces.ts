import type { Cluster, Namespace, UnmodelledPolicy } from '../../model';
import { changedPolicies } from './changed-policies';
import { type PerSide, perSide } from './per-side';
import { isNamespaceWrittenAlike } from './written-alike';

/** The namespaces and policies of both sides in one cluster: no cluster that exists, and nobody lives in it. */
export interface SecondNamespaces {
  readonly cluster: Cluster;
  /** How a namespace is called as it was before; undefined where it is as it was. */
  readonly nameOf: (namespace: string) => string | undefined;
}

/**
 * Puts every namespace that is not as it was beside itself: by its labels, its policies, or what else
 * decides there. It keeps its labels, and with them the one that says its name, so selectors name
 * both; only those that live in it are told apart by the name under which it is known.
 */
export function secondNamespaces(
  clusters: PerSide<Cluster>,
  homes: ReadonlySet<string>,
): SecondNamespaces {
  const { before, after } = clusters;
  const changed = changedPolicies(clusters);
  const isTouched = perSide((side) => touchedBy(clusters[side].unmodelled));
  const isSame = (name: string) =>
    !changed.namespaces.has(name) &&
    isTouched.before(name) === isTouched.after(name) &&
    isNamespaceWrittenAlike(before.namespaces.get(name), after.namespaces.get(name));
  const seconds = new Map<string, string>();
  const taken = new Set([...homes, ...before.namespaces.keys(), ...after.namespaces.keys()]);
  for (const { namespace } of [...before.policies, ...after.policies]) taken.add(namespace);
  for (const name of homes) if (!isSame(name)) seconds.set(name, freeName(name, taken));
  const nameOf = (namespace: string) => seconds.get(namespace);
  const namespaces = [...seconds].flatMap(([name, second]): (readonly [string, Namespace])[] => {
    const own = before.namespaces.get(name);
    return own === undefined ? [] : [[second, own]];
  });
  const policies = before.policies.flatMap((policy) => {
    const namespace = nameOf(policy.namespace);
    return namespace === undefined ? [] : [{ ...policy, namespace }];
  });
  return {
    cluster: {
      ...after,
      workloads: [],
      namespaces: new Map([...after.namespaces, ...namespaces]),
      policies: [...after.policies, ...policies],
      unmodelled: unmodelledIn(clusters, homes, { isTouched, nameOf }),
    },
    nameOf,
  };
}

/** A name that begins like another, and that nobody has. */
function freeName(name: string, taken: Set<string>): string {
  let free = `${name} before`;
  while (taken.has(free)) free = `${free}.`;
  taken.add(free);
  return free;
}

type IsTouched = (namespace: string) => boolean;

/** Whether policies that are not evaluated may decide in a namespace. */
function touchedBy(policies: readonly UnmodelledPolicy[]): IsTouched {
  const own = new Set(policies.map(({ namespace }) => namespace));
  return (namespace) => own.has(undefined) || own.has(namespace);
}

/** One in each namespace that is touched on its side; where and not by what is all that counts. */
function unmodelledIn(
  { before, after }: PerSide<Cluster>,
  homes: ReadonlySet<string>,
  {
    isTouched,
    nameOf,
  }: { readonly isTouched: PerSide<IsTouched>; readonly nameOf: SecondNamespaces['nameOf'] },
): readonly UnmodelledPolicy[] {
  const [example] = [...before.unmodelled, ...after.unmodelled];
  if (example === undefined) return [];
  const touched = [...homes].flatMap((name) => {
    const second = isTouched.before(name) ? nameOf(name) : undefined;
    const names = second === undefined ? [] : [second];
    return isTouched.after(name) ? [name, ...names] : names;
  });
  return touched.map((namespace) => ({ ...example, namespace }));
}
