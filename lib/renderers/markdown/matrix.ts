import type { ReachResult } from '../../results';
import { endName } from '../shared/end-name';
import { type MatrixCell, matrixOf, type Sides } from '../shared/matrix';
import { matrixSummary } from '../shared/matrix-summary';
import { cellPorts, isNothing } from '../shared/port-text';
import { fittingTable } from './budget';
import { code } from './table';

/** The truth table as a Markdown table and one sentence: rows from, columns to, cells are ports. */
export function matrixToMarkdown(result: ReachResult, sides: Sides = {}): string {
  const matrix = matrixOf(result, sides);
  const table = fittingTable(
    ['from ╲ to', ...matrix.columns.map((to) => code(endName(to)))],
    matrix.rows.map(({ from, cells }) => [code(endName(from)), ...cells.map(cellText)]),
    ['row', 'rows'],
  );
  const legend = 'Cells are allowed ports, TCP unless said. `·` denied, `=` itself, `?` undecided.';
  return `${table}\n${legend}\n\n${matrixSummary(matrix)}\n`;
}

function cellText(cell: MatrixCell): string {
  switch (cell.kind) {
    case 'denied':
      return '·';
    case 'itself':
      return '=';
    case 'outside':
      return '';
    case 'open': {
      const allowed = isNothing(cell.allowed) ? [] : [cellPorts(cell.allowed)];
      const undecided = isNothing(cell.undecided) ? [] : ['?'];
      return [...allowed, ...undecided].join(' ');
    }
  }
}
