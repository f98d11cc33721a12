import type { ReachResult } from '../../results';
import { endName } from '../shared/end-name';
import { type MatrixCell, matrixOf, type Sides } from '../shared/matrix';
import { isNothing, portsText } from '../shared/port-text';
import { csvPieces } from './records';

/** The truth table as CSV: rows from, columns to, cells in words. */
export function matrixToCsv(result: ReachResult, sides: Sides = {}): string {
  return [...matrixToCsvPieces(result, sides)].join('');
}

/** The same text in pieces, because a table may be longer than a text can be. */
export function* matrixToCsvPieces(result: ReachResult, sides: Sides = {}): Generator<string> {
  const { columns, rows } = matrixOf(result, sides);
  yield* csvPieces([['from \\ to', ...columns.map(endName)]]);
  for (const { from, cells } of rows) yield* csvPieces([[endName(from), ...cells.map(cellText)]]);
}

function cellText(cell: MatrixCell): string {
  if (cell.kind === 'outside') return '';
  if (cell.kind !== 'open') return cell.kind;
  const allowed = isNothing(cell.allowed) ? [] : [portsText(cell.allowed)];
  const undecided = isNothing(cell.undecided) ? [] : [`undecided: ${portsText(cell.undecided)}`];
  return [...allowed, ...undecided].join('; ');
}
