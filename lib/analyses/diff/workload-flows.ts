import { isDenied } from '../../engine';
import { type PortRanges, toPortRanges, unionPorts } from '../../kernel';
import type { DiffSide, DiffWorkloadFlow } from '../../results';
import type { End } from '../shared/flow-ends';
import type { Compared } from './compared';
import { type Delta, deltaOf, diffPorts, NOTHING } from './delta';
import { pairOf } from './pair-of';
import type { PerSide } from './per-side';
import { causesByClass } from './rows';

/** An end of one side. */
export interface NamedEnd {
  readonly id: string;
  readonly end: End;
}

/**
 * What passes between ends of one side. `judged` has them on both sides: once under their own
 * policies, once under those of the other side.
 */
export function flowsAlone(
  judged: Compared,
  side: DiffSide,
  pairs: readonly (readonly [NamedEnd, NamedEnd])[],
): readonly DiffWorkloadFlow[] {
  const causes = causesByClass(judged);
  return pairs.flatMap(([from, to]): readonly DiffWorkloadFlow[] => {
    const pair = pairOf(same(from.end), same(to.end));
    if (pair === undefined) return [];
    const before = judged.evaluators.before.connection(pair.from.before, pair.to.before);
    const after = judged.evaluators.after.connection(pair.from.after, pair.to.after);
    const own = side === 'after' ? after : before;
    if (isDenied(own)) return [];
    const delta = deltaOf(before, after);
    const isPolicies = matters(delta, side);
    const ports = toPortRanges(unionPorts(own.allowed, own.undecided));
    const passing = diffPorts(own);
    const ends = { from: from.id, to: to.id, breaks: [] };
    const by = isPolicies ? 'changed-policies' : 'unchanged-policies';
    return [
      {
        ...ends,
        ...alone(side, passing, ports),
        by,
        causes: isPolicies ? causes(pair, delta) : [],
      },
    ];
  });
}

/** Whether its own side lets through what the policies of the other side would not. */
function matters({ change }: Delta, side: DiffSide): boolean {
  return change === 'changed' || change === (side === 'after' ? 'broadened' : 'narrowed');
}

/** Of something that one side has, nothing passes on the other. */
function alone(side: DiffSide, passing: DiffWorkloadFlow['before'], ports: PortRanges) {
  const nothing = diffPorts(NOTHING);
  return side === 'after'
    ? ({ change: 'broadened', before: nothing, after: passing, gained: ports, lost: {} } as const)
    : ({ change: 'narrowed', before: passing, after: nothing, gained: {}, lost: ports } as const);
}

function same(end: End): PerSide<End> {
  return { before: end, after: end };
}
