import { UsageError } from '../../kernel';

const MAX_PAIRS = 4_000_000;

/** Refuses an answer of too many pairs. @throws {UsageError} naming what narrows it */
export function refuseTooMany(pairs: number, limit: number = MAX_PAIRS): void {
  if (pairs <= limit) return;
  throw new UsageError(
    `the answer would have ${pairs} pairs`,
    'narrow it with --from, --to or --namespace, or ask for everything with --all',
  );
}
