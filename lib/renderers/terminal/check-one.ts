import type { IntentOutcome } from '../../results';
import type { CheckOptions } from './check';
import { brokenLines } from './check-broken';
import { undecidedLines } from './check-undecided';
import { type CheckView, MARKS } from './check-view';
import { printLines } from './line';
import { DEFAULT_WIDTH, GLYPHS } from './style';

/** Why one intent does not hold: what breaks it, or what it waits for. */
export function outcomeToTerminal(outcome: IntentOutcome, options: CheckOptions = {}): string {
  const { glyphs = 'ascii', width = DEFAULT_WIDTH, details = 'needed', input = [] } = options;
  const view: CheckView = { glyphs: GLYPHS[glyphs], marks: MARKS[glyphs], width, details, input };
  const lines =
    outcome.verdict === 'undecided' ? undecidedLines([outcome], view) : brokenLines(outcome, view);
  return printLines(lines, options.style).trimEnd();
}
