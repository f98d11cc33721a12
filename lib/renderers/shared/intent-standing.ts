import type { IntentOutcome, IntentsResult } from '../../results';

/**
 * What an intent means for whoever waits for the answer. `warning` is broken or undecided and only
 * warns, `acknowledged` is either and somebody accepts it.
 */
export type IntentStanding = 'passed' | 'failed' | 'undecided' | 'warning' | 'acknowledged';

/** The one standing of an intent. A failure that was accepted and is no longer is never a warning. */
export function standingOf({ verdict, severity, acknowledged }: IntentOutcome): IntentStanding {
  if (verdict === 'holds') return 'passed';
  if (acknowledged?.state === 'counts') return 'acknowledged';
  if (severity === 'warning' && acknowledged?.state !== 'expired') return 'warning';
  return verdict === 'broken' ? 'failed' : 'undecided';
}

/** How many intents stand how. */
export function countStandings({
  intents,
}: IntentsResult): Readonly<Record<IntentStanding, number>> {
  const counts = { passed: 0, failed: 0, undecided: 0, warning: 0, acknowledged: 0 };
  for (const outcome of intents) counts[standingOf(outcome)] += 1;
  return counts;
}
