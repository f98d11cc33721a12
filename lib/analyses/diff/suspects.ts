import type { Direction } from '../../kernel';
import type { CommonEnd } from './align';
import type { Compared } from './compared';
import { isAllSame, type Sameness, sameEnds } from './same-ends';
import { sharingNames } from './sharing-names';

/** Which pairs of ends have to be looked at one by one. */
export interface Suspects {
  /** The ends about which both sides say the same: of pairs of them nobody has to look at any. */
  readonly same: ReadonlySet<CommonEnd>;
  /** How many pairs may differ. */
  readonly pairs: number;
  /** Whether policies see the same of an end on both sides. */
  readonly isSeenAlike: (end: CommonEnd) => boolean;
  /** Whether the rules at one gate of an end are the same on both sides. */
  readonly hasSameGate: (direction: Direction, end: CommonEnd) => boolean;
  /** The ends of which a pod has the name of another one: to policies they are one pod, which reaches itself. */
  readonly sharing: ReadonlySet<CommonEnd>;
}

/** Finds the pairs of which something differs for either end. */
export function suspectsAmong(compared: Compared, ends: readonly CommonEnd[]): Suspects {
  const samenessOf = sameEnds(compared);
  const sharing = sharingNames(ends);
  const same = new Set<CommonEnd>();
  const differing = new Map<CommonEnd, Sameness>();
  for (const end of ends) {
    const sameness = samenessOf(end);
    if (!isAllSame(sameness)) differing.set(end, sameness);
    else if (!sharing.has(end)) same.add(end);
  }
  return {
    same,
    sharing,
    pairs: ends.length ** 2 - same.size ** 2,
    isSeenAlike: (end) => differing.get(end)?.seen ?? true,
    hasSameGate: (direction, end) => differing.get(end)?.gates[direction] ?? true,
  };
}
