import type { Direction } from '../../kernel';
import type { CommonEnd } from './align';
import type { Compared } from './compared';
import { isAllSame, type Sameness, sameEnds } from './same-ends';
import { sharingNames } from './sharing-names';

/** Which pairs of ends have to be looked at one by one. */
export interface Suspects {
  /** Whether both sides say the same about an end: of pairs of such ends nobody has to look at any. */
  readonly isSame: (end: CommonEnd) => boolean;
  /** How many pairs may differ. */
  readonly pairs: number;
  /** Whether policies see the same of an end on both sides. */
  readonly isSeenAlike: (end: CommonEnd) => boolean;
  /** Whether the rules at one gate of an end are the same on both sides. */
  readonly hasSameGate: (direction: Direction, end: CommonEnd) => boolean;
  /** The ends of which a pod has the name of another one: to policies they are one pod, which reaches itself. */
  readonly sharing: ReadonlySet<CommonEnd>;
}

/**
 * Finds the pairs of which something differs for either end. Of most ends nothing does, so nothing is
 * kept of those.
 */
export function suspectsAmong(compared: Compared, ends: readonly CommonEnd[]): Suspects {
  const samenessOf = sameEnds(compared);
  const sharing = sharingNames(ends);
  const differing = new Map<CommonEnd, Sameness>();
  let same = 0;
  for (const end of ends) {
    const sameness = samenessOf(end);
    if (!isAllSame(sameness)) differing.set(end, sameness);
    else if (!sharing.has(end)) same += 1;
  }
  return {
    isSame: (end) => !differing.has(end) && !sharing.has(end),
    sharing,
    pairs: ends.length ** 2 - same ** 2,
    isSeenAlike: (end) => differing.get(end)?.seen ?? true,
    hasSameGate: (direction, end) => differing.get(end)?.gates[direction] ?? true,
  };
}
