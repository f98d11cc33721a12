import { groupBy } from '../../kernel';
import type { Endpoint } from '../../results';
import { type Matrix, type MatrixCell, type MatrixRow, noFlow } from '../shared/matrix';
import { isNothing, portsText } from '../shared/port-text';
import { type Told, tell } from './everyone';
import { type Line, plain, type Span, widthOf } from './line';
import type { Names } from './names';
import { possibleEnds } from './possible-ends';
import { type Row, tableLines, wrapped } from './table';

/** A name list narrower than this is harder to read than a line that is too long. */
const LEAST_ROOM = 30;

/**
 * The matrix as a list: for each source the ports, and where they are open. Sources that reach the
 * same are told once.
 */
export function matrixList(matrix: Matrix, names: Names, width: number): readonly Line[] {
  const sources = matrix.rows.map((row) => ({
    from: row.from,
    rows: sourceRows(row, matrix.columns, names, width),
  }));
  const ends = possibleEnds(sources.map(({ from }) => from));
  const alike = [...groupBy(sources, ({ rows }) => JSON.stringify(rows)).values()];
  return alike.flatMap((group, i) => [
    ...(i === 0 ? [] : [[]]),
    ...headingLines(
      tell(
        group.map(({ from }) => from),
        ends,
        names,
      ),
      width,
    ),
    ...tableLines(group[0]?.rows ?? [], 2),
  ]);
}

const FROM = 'from ';

function headingLines(sources: readonly Told[], width: number): Line[] {
  const room = Math.max(LEAST_ROOM, width - FROM.length);
  const lines = wrapped(
    sources.map(({ name }) => name),
    room,
  );
  return lines.map((line, i) => [
    { text: `${i === 0 ? FROM : ' '.repeat(FROM.length)}${line}`, tone: 'heading' },
  ]);
}

interface Opening {
  readonly to: Endpoint;
  readonly span: Span;
}

function sourceRows(
  { from, cells }: MatrixRow,
  columns: readonly Endpoint[],
  names: Names,
  width: number,
): readonly Row[] {
  const openings = columns.flatMap((to, i) => openingsOf(to, cells[i]));
  const possible = possibleEnds(columns.filter((to) => noFlow(from, to) === undefined));
  if (openings.length === 0) return [[{ text: 'reaches nothing', tone: 'faint' }]];
  const groups = [...groupBy(openings, ({ span }) => span.text).values()];
  const ports = groups.reduce(
    (most, [first]) => Math.max(most, widthOf(first?.span.text ?? '')),
    0,
  );
  const room = Math.max(LEAST_ROOM, width - ports - 4);
  return groups.flatMap((group) => {
    const ends = group.map(({ to }) => to);
    const told = tell(ends, possible, names).map(({ name }) => name);
    const lines = wrapped(told, room);
    return lines.map((line, i) => [
      i === 0 ? (group[0]?.span ?? plain('')) : plain(''),
      plain(line),
    ]);
  });
}

function openingsOf(to: Endpoint, cell: MatrixCell | undefined): Opening[] {
  if (cell?.kind !== 'open') return [];
  const allowed: Span = { text: portsText(cell.allowed), tone: 'allowed' };
  const undecided: Span = { text: `? ${portsText(cell.undecided)}`, tone: 'undecided' };
  return [
    ...(isNothing(cell.allowed) ? [] : [{ to, span: allowed }]),
    ...(isNothing(cell.undecided) ? [] : [{ to, span: undecided }]),
  ];
}
