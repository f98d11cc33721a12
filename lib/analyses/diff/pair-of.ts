import { type End, flowEnds } from '../shared/flow-ends';
import type { ComparedPair } from './compared';
import type { PerSide } from './per-side';

/** The ends of both sides of a pair; undefined for what is no flow on one of them. */
export function pairOf(from: PerSide<End>, to: PerSide<End>): ComparedPair | undefined {
  const before = flowEnds(from.before, to.before);
  const after = flowEnds(from.after, to.after);
  if (before === undefined || after === undefined) return undefined;
  return {
    from: { before: before[0], after: after[0] },
    to: { before: before[1], after: after[1] },
  };
}
