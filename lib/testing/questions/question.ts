import type { Direction } from '../../kernel';
import type { ExplainCase, Explanation } from '../../results';
import type { EndMeaning } from '../end';
import type { PortArgument } from '../ports';

/** Which way a test asks: that something is so, or with `.not` that nothing of it is. */
export type Wanted = 'so' | 'not-so';

/**
 * Whether it is as a test wants it. It is neither way where the verdict is undecided, and where one
 * part is this way and one the other.
 */
export interface Answer {
  readonly holds: boolean;
  /** What to read when it does not hold. */
  readonly message: () => string;
}

/** A question about flows: from one end to the other, on these ports. */
export interface FlowQuestion {
  readonly from: EndMeaning;
  readonly to: EndMeaning;
  /** Empty where the question names none. */
  readonly ports: readonly PortArgument[];
}

/** A question about all flows of one end in one direction: these pass, and no other does. */
export interface OnlyQuestion {
  readonly direction: Direction;
  readonly subject: EndMeaning;
  readonly others: readonly EndMeaning[];
  /** Empty where the question names none. */
  readonly ports: readonly PortArgument[];
}

/** Flows that are not as a test wants them, all from one end to another. */
export interface Offence {
  readonly explanation: Explanation;
  readonly cases: readonly ExplainCase[];
}
