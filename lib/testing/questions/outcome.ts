import type { IntentOutcome, IntentsResult } from '../../results';

/** What came of a claim that was proved alone. */
export function verdictOf({ intents }: IntentsResult): IntentOutcome['verdict'] {
  return intents[0]?.verdict ?? 'undecided';
}
