import type { IntentOutcome, Violation } from '../../results';
import { standingOf } from '../shared/intent-standing';
import { noteText } from '../shared/note-text';
import { type CheckView, markOf, placeText } from './check-view';
import { flowLines, violationLines } from './check-violation';
import { indented, type Line, plain, widthOf } from './line';
import { labelled, paragraph } from './paragraph';

/** How many violations follow the first one, each in one line. */
const FEW = 3;

/** An intent that does not hold: its first violation in full, the next ones in one line each. */
export function brokenLines(outcome: IntentOutcome, view: CheckView): Line[] {
  const { more } = outcome;
  const violations = [...outcome.violations].sort((a, b) => doubt(a) - doubt(b));
  const inFull = view.details === 'all' ? violations : violations.slice(0, 1);
  const others = violations.slice(inFull.length);
  const left = others.length - FEW + more;
  const shown = left > 0 ? others.slice(0, FEW) : others;
  const hidden = more + others.length - shown.length;
  return [
    ...titleLines(outcome, view),
    ...expiredLines(outcome, view),
    ...inFull.flatMap((violation) => violationLines(violation, view)),
    ...shown.flatMap((violation) => flowLines(violation, view)),
    ...(hidden === 0 ? [] : [indented(2, plain(`${view.glyphs.more} and ${hidden} more`))]),
    ...noteLines(outcome, view),
    [],
  ];
}

/** Flows that break the intent for certain come before those that may. */
function doubt({ verdict }: Violation): number {
  return verdict === 'undecided' ? 1 : 0;
}

/** The standing and name of an intent, and where it is stated. */
export function titleLines(outcome: IntentOutcome, view: CheckView): Line[] {
  const mark = markOf(standingOf(outcome), view);
  const at = widthOf(mark.text) + 2;
  const name = labelled(mark, outcome.name, { indent: 0, at, width: view.width, tone: 'heading' });
  const last = name.at(-1) ?? [];
  const place = { text: placeText(outcome.source), tone: 'faint' } as const;
  const used = last.reduce((sum, { text }) => sum + widthOf(text), 0);
  return used + 2 + widthOf(place.text) <= view.width
    ? [...name.slice(0, -1), [...last, plain('  '), place]]
    : [...name, indented(2, place)];
}

function expiredLines({ acknowledged }: IntentOutcome, { width }: CheckView): Line[] {
  if (acknowledged?.state !== 'expired') return [];
  const { until, reason } = acknowledged;
  return paragraph(`was acknowledged until ${until}: ${reason}`, { indent: 2, width });
}

/** What the answer about an intent rests on. */
export function noteLines({ notes }: IntentOutcome, { width }: CheckView): Line[] {
  return notes.flatMap((note) =>
    labelled({ text: 'note', tone: 'heading' }, noteText(note), { indent: 4, at: 9, width }),
  );
}
