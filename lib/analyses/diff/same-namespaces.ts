import type { Cluster } from '../../model';
import type { DiffSide } from '../../results';
import { type PerSide, perSide } from './per-side';

/**
 * Both sides with the namespaces of both, for questions about pods that may be in any of them. One
 * that only one side knows is the same on the other; and where its manifest came or went with it, so
 * are its policies: a pod cannot be in it on the other side.
 */
export function sameNamespaces(clusters: PerSide<Cluster>): PerSide<Cluster> {
  return perSide((side) => {
    const other = clusters[side === 'after' ? 'before' : 'after'];
    const own = clusters[side];
    const isAlone = (name: string) =>
      !own.namespaces.has(name) && other.namespaces.get(name)?.declared === true;
    return {
      ...own,
      namespaces: new Map([...other.namespaces, ...own.namespaces]),
      policies: [...own.policies, ...other.policies.filter(({ namespace }) => isAlone(namespace))],
    };
  });
}

/** The other side. */
export function otherSide(side: DiffSide): DiffSide {
  return side === 'after' ? 'before' : 'after';
}
