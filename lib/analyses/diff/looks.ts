import { DIRECTIONS, type Direction } from '../../kernel';
import { isPods } from '../shared/flow-ends';
import type { CommonEnd } from './align';
import type { Suspects } from './suspects';

/**
 * How each end is looked at. Of one about which both sides say the same, no pair is. Of one that
 * stands apart every pair is: policies see something else of it, or it shares its name. All others
 * are seen alike, and rules differ at a gate of theirs: a verdict is a function of what is seen of
 * both ends and of the two gates, so nothing can differ but what passes that gate, which is the row
 * of an end for its way out and its column for its way in.
 */
export interface Looks {
  /** The ends that are looked at, by their places. */
  readonly suspects: readonly number[];
  isSuspect(at: number): boolean;
  isApart(at: number): boolean;
  isOutside(at: number): boolean;
  /** Whether no line tells of a pair: an end and itself, and two that share names. */
  isAlone(from: number, to: number): boolean;
  /** Whether all have to be looked at to whom it sends, or from whom it gets something. */
  hasLine(direction: Direction, at: number): boolean;
  /** Whether what passes from one end to another is counted with all pairs that nobody looks at. */
  isCounted(from: number, to: number): boolean;
}

const [SUSPECT, APART, OUTSIDE, SHARING] = [1, 2, 4, 32];
const LINE: Readonly<Record<Direction, number>> = { egress: 8, ingress: 16 };

/** Sorts the ends by how they are looked at. */
export function looksAt(ends: readonly CommonEnd[], among: Suspects): Looks {
  const marks = Uint8Array.from(ends, (end) => (isPods(end.after) ? 0 : OUTSIDE));
  const suspects: number[] = [];
  for (const [at, end] of ends.entries()) {
    if (among.isSame(end)) continue;
    suspects.push(at);
    marks[at] = (marks[at] ?? 0) | marksOf(end, among);
  }
  const has = (mark: number, at: number) => ((marks[at] ?? 0) & mark) !== 0;
  return {
    suspects,
    isSuspect: (at) => has(SUSPECT, at),
    isApart: (at) => has(APART, at),
    isOutside: (at) => has(OUTSIDE, at),
    isAlone: (from, to) => from === to || (has(SHARING, from) && has(SHARING, to)),
    hasLine: (direction, at) => has(LINE[direction], at),
    isCounted: (from, to) =>
      from !== to && !has(APART | OUTSIDE, from) && !has(APART | OUTSIDE, to),
  };
}

function marksOf(end: CommonEnd, { sharing, isSeenAlike, hasSameGate }: Suspects): number {
  const isSharing = sharing.has(end);
  if (isSharing || !isSeenAlike(end))
    return SUSPECT | APART | LINE.egress | LINE.ingress | (isSharing ? SHARING : 0);
  const lines = DIRECTIONS.filter((each) => !hasSameGate(each, end));
  return lines.reduce((sum, each) => sum | LINE[each], SUSPECT);
}
