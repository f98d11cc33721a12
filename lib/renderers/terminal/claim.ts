import type { IntentOutcome, OpenQuestion } from '../../results';
import { noteLines } from './check-broken';
import { type CheckView, MARKS } from './check-view';
import { flowLines, violationLines } from './check-violation';
import { questionLines } from './explain-facts';
import { indented, type Line, plain, printLines } from './line';
import { DEFAULT_WIDTH, GLYPHS, type TerminalOptions } from './style';

/** How many violations follow the first one, each in one line. */
const FEW = 3;

/**
 * What stands against one claim whose reader has just stated it: the first flow in full, the next
 * ones in one line each, and the questions that an undecided one waits for.
 */
export function claimToTerminal(outcome: IntentOutcome, options: TerminalOptions = {}): string {
  const { glyphs = 'ascii', width = DEFAULT_WIDTH } = options;
  const marks = MARKS[glyphs];
  const view: CheckView = { glyphs: GLYPHS[glyphs], marks, width, details: 'needed', input: [] };
  const [first, ...others] = outcome.violations;
  const hidden = Math.max(0, others.length - FEW) + outcome.more;
  const reasons = first?.reasons ?? [];
  return printLines(
    [
      ...(first === undefined ? [] : violationLines(first, view)),
      ...openLines(reasons),
      ...others.slice(0, FEW).flatMap((violation) => flowLines(violation, view)),
      ...(hidden === 0 ? [] : [indented(2, plain(`${view.glyphs.more} and ${hidden} more`))]),
      ...noteLines(outcome, view),
    ],
    options.style,
  );
}

function openLines(reasons: readonly OpenQuestion[]): Line[] {
  return reasons.length === 0 ? [] : [[], ...questionLines({ reasons }), []];
}
