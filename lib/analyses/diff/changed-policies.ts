import { groupBy, once } from '../../kernel';
import type { Cluster, Policy } from '../../model';
import { type PerSide, perSide } from './per-side';
import { isWrittenAlike } from './written-alike';

/** Where policies are not written as they were. */
export interface ChangedPolicies {
  /** The namespaces of which some policy was added, removed or written in other words. */
  readonly namespaces: ReadonlySet<string>;
  /** All policies of these namespaces, on each side. */
  readonly policies: PerSide<readonly Policy[]>;
}

/**
 * Finds the namespaces in which policies changed, by holding the policies of both sides against each
 * other as they are written. A policy speaks for its own namespace only, so what is said in all
 * others needs no further look: it costs one pass over what policies say, and no text of it.
 */
export const changedPolicies = once((clusters: PerSide<Cluster>): ChangedPolicies => {
  const own = perSide((side) => groupBy(clusters[side].policies, ({ namespace }) => namespace));
  const names = new Set([...own.before.keys(), ...own.after.keys()]);
  const namespaces = new Set(
    [...names].filter((name) => !areSame(own.before.get(name), own.after.get(name))),
  );
  const policies = perSide((side) => [...namespaces].flatMap((name) => own[side].get(name) ?? []));
  return { namespaces, policies };
});

function areSame(before: readonly Policy[] = [], after: readonly Policy[] = []): boolean {
  return (
    before.length === after.length &&
    before.every((policy, at) => {
      const other = after[at];
      return other?.name === policy.name && isWrittenAlike(policy, other);
    })
  );
}
