import type { DiffCause, DiffRow } from '../../results';
import { causesWords, rowWords, SIGNS, waitsFor } from '../shared/diff-words';
import { indented, type Line, plain, type Span } from './line';
import { paragraph } from './paragraph';
import type { Glyphs, Tone } from './style';
import { tableLines, tableWidth } from './table';

/** How the rows of one difference are written. */
export interface DiffTerms {
  readonly width: number;
  readonly signs: Glyphs;
  readonly nameOf: (id: string) => string;
}

/** More causes than this are counted. */
const CAUSES = 3;

const TONES: Readonly<Record<DiffRow['change'], Tone>> = {
  broadened: 'denied',
  narrowed: 'undecided',
  changed: 'heading',
};

/** Each row with why it is so, and with the intents that it breaks. */
export function rowLines(rows: readonly DiffRow[], terms: DiffTerms): readonly Line[] {
  const heads = headLines(rows, terms);
  return rows.flatMap((row, index) => [
    ...(heads[index] ?? []),
    ...row.breaks.flatMap((name) =>
      paragraph(`! breaks \`${name}\``, { indent: 6, width: terms.width, tone: 'denied' }),
    ),
    ...causeLines(row.causes, terms.width),
    ...waitingLines(row, terms),
  ]);
}

function waitingLines(row: DiffRow, { width }: DiffTerms): readonly Line[] {
  const text = waitsFor(row);
  return text === '' ? [] : paragraph(text, { indent: 6, width, tone: 'undecided' });
}

/** Who reaches whom on which ports: under each other where that fits, else in two lines. */
function headLines(rows: readonly DiffRow[], terms: DiffTerms): readonly (readonly Line[])[] {
  const { signs, nameOf, width } = terms;
  const told = rows.map((row) => ({ row, ...rowWords(row, signs.to) }));
  const cells = told.map(({ row, ports, remark }): readonly Span[] => [
    { text: `${SIGNS[row.change]} ${nameOf(row.from)}`, tone: TONES[row.change] },
    plain(`${signs.to} ${nameOf(row.to)}`),
    plain(ports),
    plain(remark),
  ]);
  if (tableWidth(cells) + 2 <= width) return tableLines(cells, 2).map((line) => [line]);
  return told.map(({ row, ports, remark }) => [
    [
      { text: `  ${SIGNS[row.change]} ${nameOf(row.from)}`, tone: TONES[row.change] },
      plain(` ${signs.to} ${nameOf(row.to)}`),
    ],
    ...paragraph([ports, remark].filter((each) => each !== '').join('  '), { indent: 6, width }),
  ]);
}

/** Why, first the cause that an author looks at. */
export function causeLines(causes: readonly DiffCause[], width: number): readonly Line[] {
  const told = causesWords(causes);
  const shown = told.slice(0, CAUSES);
  const more = told.length - shown.length;
  return [
    ...shown.flatMap(({ text, place }) => {
      const line = place === '' ? text : `${text}  ${place}`;
      return paragraph(line, { indent: 6, width, tone: 'faint' });
    }),
    ...(more > 0 ? [indented(6, { text: `and ${more} more`, tone: 'faint' })] : []),
  ];
}
