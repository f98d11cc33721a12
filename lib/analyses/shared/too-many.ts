import { amountText, UsageError } from '../../kernel';

/** An answer of more pairs than this is not listed unless somebody asks for all of it. */
export const MAX_PAIRS = 4_000_000;

/** What narrows an answer about who reaches whom. */
const NARROW = 'narrow it with --from, --to or --namespace, or ask for everything with --all';

/**
 * Refuses an answer of too many pairs; `help` says what narrows it.
 *
 * @throws {UsageError}
 */
export function refuseTooMany(pairs: number, limit: number = MAX_PAIRS, help = NARROW): void {
  if (pairs > limit) throw new UsageError(`the answer would have ${amountText(pairs)} pairs`, help);
}
