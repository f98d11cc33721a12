import type { Direction } from '../../kernel';
import type { GateExplanation } from '../../results';

/** What an intent says of a flow, and which end it is about. */
export interface Demand {
  /** `must-be-meant`: they may pass where somebody states them, which is one way to repair it. */
  readonly flows: 'must-pass' | 'must-not-pass' | 'must-be-meant';
  /** The gate that an author would look at first. */
  readonly gate: Direction;
}

/** Both gates of a flow, explained. */
export type Gates = Readonly<Record<Direction, GateExplanation>>;
