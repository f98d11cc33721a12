import { groupBy } from '../../kernel';
import type { Endpoint } from '../../results';
import type { Matrix } from '../shared/matrix';
import { type Line, plain, type Span, widthOf } from './line';
import { cellSpan } from './matrix-cell';
import { localName, type Names } from './names';
import type { Glyphs } from './style';
import { type Row, tableLines } from './table';

const GAP = 2;

/** One column: its heading above its cells. */
interface Column {
  readonly spans: readonly Span[];
  readonly width: number;
}

/**
 * The matrix cut into tables that fit, each with all its rows: one destination namespace after the
 * other, whose name is then said once. Undefined where a single column does not fit.
 */
export function matrixBlocks(
  matrix: Matrix,
  names: Names,
  glyphs: Glyphs,
  width: number,
): readonly (readonly Line[])[] | undefined {
  const rowNames = columnOf(
    ['from \\ to', ...matrix.rows.map(({ from }) => names.of(from))].map(plain),
  );
  const room = width - rowNames.width;
  const blocks = destinations(matrix, names).flatMap(({ title, columns }) => {
    const made = columns.map(({ index, heading }) =>
      columnOf([
        { text: heading, tone: 'heading' },
        ...matrix.rows.map(({ cells }) => cellAt(cells, index, glyphs)),
      ]),
    );
    return split(made, room).map((part) => ({ title, part }));
  });
  if (blocks.some(({ part }) => takes(part) > room)) return undefined;
  return blocks.map(({ title, part }) => [
    ...(title === undefined ? [] : [[{ text: title, tone: 'heading' } as const]]),
    ...tableLines(rowsOf([rowNames, ...part])),
  ]);
}

function cellAt(cells: Matrix['rows'][number]['cells'], index: number, glyphs: Glyphs): Span {
  const cell = cells[index];
  return cell === undefined ? plain('') : cellSpan(cell, glyphs);
}

interface Destinations {
  readonly title: string | undefined;
  readonly columns: readonly { readonly index: number; readonly heading: string }[];
}

function destinations({ columns }: Matrix, names: Names): readonly Destinations[] {
  const indexed = columns.map((to, index) => ({ to, index }));
  if (names.namespace !== undefined) {
    return [
      {
        title: undefined,
        columns: indexed.map(({ to, index }) => ({ index, heading: names.of(to) })),
      },
    ];
  }
  return [...groupBy(indexed, ({ to }) => placeOf(to)).entries()].map(([title, group]) => ({
    title,
    columns: group.map(({ to, index }) => ({ index, heading: localName(to) })),
  }));
}

function placeOf(to: Endpoint): string {
  return to.kind === 'workload' ? `to namespace ${to.namespace}` : 'to addresses';
}

function columnOf(spans: readonly Span[]): Column {
  return { spans, width: spans.reduce((most, { text }) => Math.max(most, widthOf(text)), 0) };
}

function takes(columns: readonly Column[]): number {
  return columns.reduce((sum, { width }) => sum + width + GAP, 0);
}

function split(columns: readonly Column[], room: number): readonly (readonly Column[])[] {
  const parts: Column[][] = [];
  for (const column of columns) {
    const open = parts.at(-1);
    if (open === undefined || takes([...open, column]) > room) parts.push([column]);
    else open.push(column);
  }
  return parts;
}

function rowsOf(columns: readonly Column[]): readonly Row[] {
  const [first] = columns;
  return (first?.spans ?? []).map((_, row) => columns.map(({ spans }) => spans[row] ?? plain('')));
}
