import { groupBy, type Selector } from '../../../kernel';
import { type Part, partOf } from './kinds-of-part';
import { isContradiction } from './label-cells';
import { partsBy } from './label-parts';

/**
 * Every kind of pod that some selectors can tell apart, each with labels that make such a pod: the
 * truth vectors of the selectors that some labels reach, exactly.
 *
 * The idea: go through the labels one after the other. Of what was chosen so far only one thing
 * matters, which selectors are still alive, so choices that leave the same ones are one state, kept
 * once (a decision diagram whose nodes are hash-consed). After the last label the states are the truth
 * vectors; the way that reached a state first names labels for it. It is right because a label acts on
 * a selector only through the values that `cellsOf` tells apart, and every choice of one of them for
 * each label is a pod: none is missed, and none is made up.
 *
 * The bound: labels times states times values. States can be many: n labels that n selectors use alone
 * make 2^n kinds of pods. No method is fast always: whether some pod escapes every selector is 3-SAT
 * already where each asks three labels to exist or not (clause c is the selector that all of its
 * literals fail). So states are counted, and a part that has too many is given up, never cut short.
 * That is rare: selectors that share no label are kept apart in parts of their own, whose kinds are
 * never multiplied out, and labels that most selectors ask for come first, so that a pod has one `app`
 * before anything else is chosen.
 */
export interface Representatives {
  /** A pod is one kind of each part, in every combination. */
  readonly parts: readonly Part[];
  /** The selectors that every pod meets. All others that no part speaks of, none meets. */
  readonly met: readonly number[];
}

/** More states than this between two labels are not kept. */
export const MOST_KINDS = 100_000;

/** Works out the kinds of pods that selectors tell apart. */
export function representatives(
  selectors: readonly Selector[],
  most: number = MOST_KINDS,
): Representatives | 'over-budget' {
  const met: number[] = [];
  const asking: number[] = [];
  for (const [at, { requirements }] of selectors.entries()) {
    if (requirements.length === 0) met.push(at);
    else if (!isUnmeetable(requirements)) asking.push(at);
  }
  const parts: Part[] = [];
  for (const group of partsBy(asking, (at) => selectors[at]?.requirements ?? [])) {
    const part = partOf(selectors, group, most);
    if (part === 'over-budget') return part;
    parts.push(part);
  }
  return { parts, met };
}

function isUnmeetable(requirements: Selector['requirements']): boolean {
  if (requirements.length === 1) return isContradiction(requirements);
  return [...groupBy(requirements, ({ key }) => key).values()].some(isContradiction);
}
