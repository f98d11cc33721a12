import { UsageError } from '../../kernel';

/** An answer of more pairs than this is not listed unless somebody asks for all of it. */
export const MAX_PAIRS = 4_000_000;

/** Refuses an answer of too many pairs. @throws {UsageError} naming what narrows it */
export function refuseTooMany(pairs: number, limit: number = MAX_PAIRS): void {
  if (pairs > limit) throw tooManyPairs(pairs);
}

/** What is said instead of a list that would be too long. */
export function tooManyPairs(pairs: number): UsageError {
  return new UsageError(
    `the answer would have ${pairs} pairs`,
    'narrow it with --from, --to or --namespace, or ask for everything with --all',
  );
}
