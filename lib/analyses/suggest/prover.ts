import { type Claim, InternalError, type Statement, writtenIntent } from '../../kernel';
import type { IntentOutcome, IntentsResult } from '../../results';

/** Proves what some statements say: `checkIntents` of one cluster, profile and day. */
export type Prove = (statements: readonly Statement[]) => IntentsResult;

/** A candidate that was tried, and what came of it. */
export interface Tried<T> {
  readonly candidate: T;
  readonly outcome: IntentOutcome;
}

/** The candidates that hold, and those that do not. */
export interface Sorted<T> {
  readonly holding: readonly T[];
  readonly failing: readonly Tried<T>[];
}

/** Tries every candidate by itself, given flows that others state. */
export function tried<T>(
  prove: Prove,
  candidates: readonly T[],
  claimOf: (candidate: T) => Claim,
  given: Statement['flows'] = [],
): Sorted<T> {
  if (candidates.length === 0) return { holding: [], failing: [] };
  const statements = candidates.map((candidate, index): Statement => {
    const wording = { name: `candidate ${index}`, severity: 'error' } as const;
    // What a candidate demands is not meant yet: only what holds is stated.
    return { ...writtenIntent(claimOf(candidate), wording), flows: [] };
  });
  const { intents } = prove([{ intents: [], flows: given }, ...statements]);
  const all = candidates.map((candidate, index): Tried<T> => {
    const outcome = intents[index];
    if (outcome === undefined) throw new InternalError('a candidate got no answer');
    return { candidate, outcome };
  });
  const holds = ({ outcome }: Tried<T>) => outcome.verdict === 'holds';
  return {
    holding: all.filter(holds).map(({ candidate }) => candidate),
    failing: all.filter((each) => !holds(each)),
  };
}
