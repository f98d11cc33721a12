import type { IntentOutcome } from '../../results';
import { standingOf } from '../shared/intent-standing';
import { type CheckView, markOf, placeText } from './check-view';
import { claimText } from './check-words';
import { indented, type Line, pad, plain, type Span, widthOf } from './line';
import { paragraph } from './paragraph';
import { type Row, tableLines, tableWidth } from './table';

const INDENT = 2;

/** Every intent with its standing: a table, or a few lines an intent where that is too wide. */
export function listLines(intents: readonly IntentOutcome[], view: CheckView): Line[] {
  const rows = intents.map((outcome): Row => {
    const { mark, place } = partsOf(outcome, view);
    return [filled(mark, view), plain(outcome.name), plain(claimText(outcome, view.glyphs)), place];
  });
  const isNarrow = tableWidth(rows) + INDENT > view.width;
  const table = isNarrow ? [] : tableLines(rows, INDENT);
  return intents.flatMap((outcome, i) => [
    ...(isNarrow ? stackedLines(outcome, view) : [table[i] ?? []]),
    ...acceptedLines(outcome, view),
  ]);
}

function partsOf(outcome: IntentOutcome, view: CheckView): { mark: Span; place: Span } {
  const place: Span = { text: placeText(outcome.source), tone: 'faint' };
  return { mark: markOf(standingOf(outcome), view), place };
}

/** Where the texts of an intent begin. */
function textAt(view: CheckView): number {
  return INDENT + widestMark(view) + 2;
}

function widestMark({ marks }: CheckView): number {
  return Math.max(...Object.values(marks).map(widthOf));
}

/** A mark as wide as the widest, so that names begin at one place whichever marks there are. */
function filled(mark: Span, view: CheckView): Span {
  return { ...mark, text: mark.text.padEnd(widestMark(view)) };
}

function stackedLines(outcome: IntentOutcome, view: CheckView): Line[] {
  const { mark, place } = partsOf(outcome, view);
  const { width } = view;
  const indent = textAt(view);
  const name = paragraph(outcome.name, { indent, width });
  const [first = [], ...others] = name;
  const title: Line[] = [
    [...indented(INDENT, ...pad(mark, indent - INDENT)), ...first.slice(1)],
    ...others,
  ];
  const last = title.at(-1) ?? [];
  const fits = indent + widthOf(textOf(name.at(-1) ?? [])) + 2 + widthOf(place.text) <= width;
  return [
    ...title.slice(0, -1),
    ...(fits ? [[...last, plain('  '), place]] : [last, indented(indent, place)]),
    ...paragraph(claimText(outcome, view.glyphs), { indent, width }),
  ];
}

/** The text of a line behind its indent. */
function textOf(line: Line): string {
  return line
    .slice(1)
    .map(({ text }) => text)
    .join('');
}

/** Why somebody accepts what does not hold. */
function acceptedLines(outcome: IntentOutcome, view: CheckView): Line[] {
  if (standingOf(outcome) !== 'acknowledged') return [];
  const { reason = '', until } = outcome.acknowledged ?? {};
  const end = until === undefined ? '' : ` until ${until}`;
  const { width } = view;
  return paragraph(`acknowledged${end}: ${reason}`, {
    indent: textAt(view),
    width,
    tone: 'faint',
  });
}
