import type { DiffResult, DiffRow, PossibleChange } from '../../results';
import type { Aligned } from './align';
import type { Compared } from './compared';

/** What is known already. */
export interface PossibleQuestion {
  readonly rows: readonly DiffRow[];
  readonly ends: Aligned;
  readonly budget: number;
}

/** What differs for pods that do not exist yet. */
export interface ComparedPossible {
  readonly changes: readonly PossibleChange[];
  readonly equivalence: DiffResult['equivalence'];
}

export function comparePossible(_: Compared, __: PossibleQuestion): ComparedPossible {
  return { changes: [], equivalence: 'over-budget' };
}
