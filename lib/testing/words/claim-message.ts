import { oneLine } from '../../kernel';
import { claimToTerminal } from '../../renderers';
import type { IntentOutcome, IntentsResult } from '../../results';
import { verdictOf } from '../questions/outcome';

/** What a test said of flows, also of pods that do not exist yet. */
export interface ClaimWords {
  /** The call, as the first line shows it. */
  readonly call: string;
  /** What the test wants to be so. */
  readonly expected: string;
  readonly received: Readonly<Record<IntentOutcome['verdict'], string>>;
  /** What to do about the test, where the manifests are right. */
  readonly otherwise?: string;
}

/** Test runners break no lines; a reader's terminal does. */
const WIDTH = 100;

/** Why it is not as a test says of flows, also of pods that do not exist yet. */
export function claimMessage(words: ClaimWords, result: IntentsResult): string {
  const [outcome] = result.intents;
  const { call, expected, received, otherwise } = words;
  const told =
    outcome === undefined ? '' : claimToTerminal(outcome, { glyphs: 'unicode', width: WIDTH });
  return [
    oneLine(call),
    '',
    `Expected: ${expected}`,
    `Received: ${received[verdictOf(result)]}`,
    '',
    ...(told === '' ? [] : [told.trimEnd(), '']),
    ...(otherwise === undefined ? [] : [otherwise, '']),
    oneLine(`profile ${result.profile}`),
  ].join('\n');
}
