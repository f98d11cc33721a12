import type { Cluster } from '../../model';
import type { End } from '../shared/flow-ends';
import type { PodEnd } from '../shared/workload-endpoints';
import type { CommonEnd } from './align';
import type { PerSide } from './compared';
import { isAllSame, isSameBetween, sameEnds } from './same-ends';

/** Which pairs of ends have to be looked at one by one. */
export interface Suspects {
  /** The ends about which both sides say the same: of pairs of them nobody has to look at any. */
  readonly same: ReadonlySet<CommonEnd>;
  /** How many pairs are looked at. */
  readonly pairs: number;
  /** The ends that a flow from one end may lead to, of those that are looked at. */
  readonly from: (end: CommonEnd) => readonly CommonEnd[];
  /** Whether both sides say the same about a pair. */
  readonly isSame: (from: CommonEnd, to: CommonEnd) => boolean;
}

/** Finds the pairs of which something differs for either end. */
export function suspectsAmong(clusters: PerSide<Cluster>, ends: readonly CommonEnd[]): Suspects {
  const sameness = sameEnds(clusters);
  const shared = sharedNames(ends);
  const isShared = (end: CommonEnd) => namesOf(end).some((name) => shared.has(name));
  const same = new Set(ends.filter((end) => isAllSame(sameness(end)) && !isShared(end)));
  const others = ends.filter((end) => !same.has(end));
  return {
    same,
    pairs: ends.length ** 2 - same.size ** 2,
    from: (end) => (same.has(end) ? others : ends),
    isSame: (from, to) => isSameBetween(sameness(from), sameness(to)),
  };
}

/** The names that several pods have: to policies they are one pod, which reaches itself. */
function sharedNames(ends: readonly CommonEnd[]): ReadonlySet<string> {
  const seen = new Set<string>();
  const shared = new Set<string>();
  for (const end of ends) {
    for (const name of namesOf(end)) {
      if (seen.has(name)) shared.add(name);
      seen.add(name);
    }
  }
  return shared;
}

function namesOf({ after }: CommonEnd): readonly string[] {
  return isPods(after) ? after.pods.map(({ namespace, name }) => `${namespace}/${name}`) : [];
}

/** Whether an end is pods. */
export function isPods(end: End): end is PodEnd {
  return 'pods' in end;
}
