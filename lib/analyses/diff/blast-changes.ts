import { compareText } from '../../kernel';
import type { DiffBlast } from '../../results';

/** How many other workloads fall with each, by its id, on either side. */
export interface BlastSizes {
  readonly before: ReadonlyMap<string, number>;
  readonly after: ReadonlyMap<string, number>;
}

/** The workloads of both sides with which more fall than before, or fewer: the greatest difference first. */
export function blastChanges({ before, after }: BlastSizes): readonly DiffBlast[] {
  return [...after]
    .flatMap(([workload, falls]): DiffBlast[] => {
      const fell = before.get(workload);
      return fell === undefined || fell === falls ? [] : [{ workload, before: fell, after: falls }];
    })
    .sort((a, b) => difference(b) - difference(a) || compareText(a.workload, b.workload));
}

function difference({ before, after }: DiffBlast): number {
  return Math.abs(after - before);
}
