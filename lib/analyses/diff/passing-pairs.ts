import { type Connection, isDenied } from '../../engine';
import type { DiffChange } from '../../results';
import { isPods } from '../shared/flow-ends';
import type { CommonEnd } from './align';
import type { BothInOne } from './both-in-one';
import type { Compared, ComparedPair } from './compared';
import { type Delta, deltaOf, diffPorts, NOTHING } from './delta';
import { suspectLines } from './lines';
import type { Looks } from './looks';
import { pairOf } from './pair-of';
import { type PerSide, perSide } from './per-side';
import type { Suspects } from './suspects';
import type { SamePair } from './unseen';

/** A pair of ends between which not the same passes on both sides. */
export interface DifferingPair extends PerSide<Connection> {
  readonly from: CommonEnd;
  readonly to: CommonEnd;
  readonly pair: ComparedPair;
  readonly delta: Delta;
  readonly change: DiffChange;
}

/** What passes between the pairs that may differ. */
export interface PassingPairs {
  /** In the order of the ends. */
  readonly differing: readonly DifferingPair[];
  /**
   * How many pairs of pods there are between which the same passes, beside those that are counted
   * together; less those that are counted there, and between which not the same passes.
   */
  readonly sameInside: number;
  /** The others of which that is so. */
  readonly sameOutside: readonly SamePair[];
}

/** Looks at every pair that may differ; only those that do are looked at in full. */
export function passingPairs(
  compared: Compared,
  ends: readonly CommonEnd[],
  suspects: Suspects,
  both: BothInOne,
  looks: Looks,
): PassingPairs {
  const between = betweenEnds(compared, suspects, both);
  const differing: Found[] = [];
  const same: Same[] = [];
  let taken = 0;
  suspectLines(both, looks, (i, j, was, is) => {
    const [from, to] = [ends[i], ends[j]];
    if (from === undefined || to === undefined) return;
    const { before = NOTHING, after = NOTHING } = between(from, to, { at: [i, j], was, is });
    const isCounted = looks.isCounted(i, j);
    const found = before === after ? undefined : differingPair(from, to, { before, after });
    if (found !== undefined) differing.push({ i, j, found });
    if (found !== undefined && isCounted && !isDenied(after)) taken += 1;
    if (found === undefined && !isCounted && !isDenied(after)) same.push({ from, to, after });
  });
  const inOrder = differing.sort((a, b) => a.i - b.i || a.j - b.j);
  const { inside, outside } = passingAmong(same);
  return {
    differing: inOrder.map(({ found }) => found),
    sameInside: inside - taken,
    sameOutside: outside,
  };
}

/** A pair between which the same passes. */
interface Same {
  readonly from: CommonEnd;
  readonly to: CommonEnd;
  readonly after: Connection;
}

function passingAmong(same: readonly Same[]) {
  let inside = 0;
  const outside: SamePair[] = [];
  for (const { from, to, after } of same) {
    if (isPods(from.after) && isPods(to.after)) inside += 1;
    else outside.push({ from: from.id, to: to.id, passes: diffPorts(after) });
  }
  return { inside, outside };
}

interface Found {
  readonly i: number;
  readonly j: number;
  readonly found: DifferingPair;
}

function differingPair(
  from: CommonEnd,
  to: CommonEnd,
  connections: PerSide<Connection>,
): DifferingPair | undefined {
  const delta = deltaOf(connections.before, connections.after);
  const pair = pairOf(from, to);
  if (delta.change === undefined || pair === undefined) return undefined;
  return { from, to, pair, ...connections, delta, change: delta.change };
}

/** What lines say of a pair. */
interface OnLines {
  readonly at: readonly [from: number, to: number];
  readonly was: Connection | undefined;
  readonly is: Connection | undefined;
}

/**
 * What passes between two ends: what the lines of the map say. An end and itself are two pods of it,
 * if it has two; and pods that share a name may be one, of which only the pair itself can tell.
 */
function betweenEnds({ evaluators }: Compared, { sharing }: Suspects, { map, places }: BothInOne) {
  const alone = (from: CommonEnd, to: CommonEnd): Partial<PerSide<Connection>> => {
    const pair = pairOf(from, to);
    if (pair === undefined) return {};
    return perSide((side) => evaluators[side].connection(pair.from[side], pair.to[side]));
  };
  const within = (end: CommonEnd, at: number): Partial<PerSide<Connection>> => {
    if (pairOf(end, end) === undefined) return {};
    return perSide((side) => map.connection(places[side][at] ?? 0, places[side][at] ?? 0));
  };
  return (
    from: CommonEnd,
    to: CommonEnd,
    { at: [i, j], was, is }: OnLines,
  ): Partial<PerSide<Connection>> => {
    if (sharing.has(from) && sharing.has(to)) return alone(from, to);
    if (i === j) return within(from, i);
    return { ...(was && { before: was }), ...(is && { after: is }) };
  };
}
