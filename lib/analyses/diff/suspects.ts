import type { Pod } from '../../model';
import { type End, isPods } from '../shared/flow-ends';
import type { CommonEnd } from './align';
import type { Compared } from './compared';
import { isAllSame, sameEnds } from './same-ends';

/** Which pairs of ends have to be looked at one by one. */
export interface Suspects {
  /** The ends about which both sides say the same: of pairs of them nobody has to look at any. */
  readonly same: ReadonlySet<CommonEnd>;
  /** How many pairs may differ. */
  readonly pairs: number;
  /** Whether policies see the same of an end on both sides. */
  readonly isSeenAlike: (end: CommonEnd) => boolean;
  /** The ends of which a pod has the name of another one: to policies they are one pod, which reaches itself. */
  readonly sharing: ReadonlySet<CommonEnd>;
}

/** Finds the pairs of which something differs for either end. */
export function suspectsAmong(compared: Compared, ends: readonly CommonEnd[]): Suspects {
  const sameness = sameEnds(compared);
  const sharing = sharingNames(ends);
  const same = new Set(ends.filter((end) => isAllSame(sameness(end)) && !sharing.has(end)));
  return {
    same,
    sharing,
    pairs: ends.length ** 2 - same.size ** 2,
    isSeenAlike: (end) => sameness(end).seen,
  };
}

/** The ends that share a name of one of the pods that flows are told of: the first two of each end. */
function sharingNames(ends: readonly CommonEnd[]): ReadonlySet<CommonEnd> {
  const sharing = new Set<CommonEnd>();
  for (const side of ['before', 'after'] as const) {
    const known = new Map<string, Map<string, CommonEnd>>();
    for (const end of ends) {
      for (const { namespace, name } of toldOf(end[side])) {
        const inNamespace = known.get(namespace) ?? new Map<string, CommonEnd>();
        known.set(namespace, inNamespace);
        const other = inNamespace.get(name);
        if (other === undefined) inNamespace.set(name, end);
        else sharing.add(other).add(end);
      }
    }
  }
  return sharing;
}

function toldOf(end: End): readonly Pod[] {
  if (!isPods(end)) return [];
  return end.pods.slice(0, 2).filter(({ stands }) => stands === 'for-one-pod');
}
