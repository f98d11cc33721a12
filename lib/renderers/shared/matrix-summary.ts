import { countCells, type Matrix } from './matrix';

/** `5 × 6 cells: 7 allowed, 18 denied, 0 undecided.` */
export function matrixSummary(matrix: Matrix): string {
  const { allowed, denied, undecided } = countCells(matrix);
  const size = `${matrix.rows.length} × ${matrix.columns.length}`;
  return `${size} cells: ${allowed} allowed, ${denied} denied, ${undecided} undecided.`;
}
