import type { ReachResult } from '../../results';
import { endName } from '../shared/end-name';
import { type MatrixCell, matrixOf, type Sides } from '../shared/matrix';
import { isNothing, portsText } from '../shared/port-text';
import { csvRecords } from './records';

/** The truth table as CSV: rows from, columns to, cells in words. */
export function matrixToCsv(result: ReachResult, sides: Sides = {}): string {
  const { columns, rows } = matrixOf(result, sides);
  return csvRecords([
    ['from \\ to', ...columns.map(endName)],
    ...rows.map(({ from, cells }) => [endName(from), ...cells.map(cellText)]),
  ]);
}

function cellText(cell: MatrixCell): string {
  if (cell.kind === 'outside') return '';
  if (cell.kind !== 'open') return cell.kind;
  const allowed = isNothing(cell.allowed) ? [] : [portsText(cell.allowed)];
  const undecided = isNothing(cell.undecided) ? [] : [`undecided: ${portsText(cell.undecided)}`];
  return [...allowed, ...undecided].join('; ');
}
