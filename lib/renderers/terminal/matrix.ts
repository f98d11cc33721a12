import type { ReachResult } from '../../results';
import { countCells, type Matrix, matrixOf, type Sides } from '../shared/matrix';
import { matrixSummary } from '../shared/matrix-summary';
import { hintLine, type Line, plain, printLines } from './line';
import { matrixBlocks } from './matrix-blocks';
import { cellSpan, legend, UNDECIDED_HINT } from './matrix-cell';
import { matrixList } from './matrix-list';
import { type Names, namesFor, titleOf } from './names';
import { DEFAULT_WIDTH, GLYPHS, type Glyphs, type TerminalOptions } from './style';
import { type Row, tableLines, tableWidth } from './table';

/** More pieces than this are read more slowly than a list. */
const MOST_BLOCKS = 4;

/**
 * The truth table for people: rows from, columns to, cells are ports. One that is wider than the
 * terminal is cut into pieces, one destination namespace after the other; one that would take too
 * many pieces becomes a list by source.
 */
export function matrixToTerminal(
  result: ReachResult,
  options: TerminalOptions & Sides = {},
): string {
  const glyphs = GLYPHS[options.glyphs ?? 'ascii'];
  const width = options.width ?? DEFAULT_WIDTH;
  const matrix = matrixOf(result, options);
  const names = namesFor([...matrix.rows.map(({ from }) => from), ...matrix.columns]);
  const layout = layOut(matrix, names, glyphs, width);
  const summary = matrixSummary(matrix).replace('×', glyphs.times);
  return printLines(
    [[plain(titleOf(result, names))], [], ...layout.lines, [], ...layout.notes, [plain(summary)]],
    options.style,
  );
}

interface Layout {
  readonly lines: readonly Line[];
  /** What to know about reading it. */
  readonly notes: readonly Line[];
}

function layOut(matrix: Matrix, names: Names, glyphs: Glyphs, width: number): Layout {
  const whole: Row[] = [
    [
      { text: 'from \\ to', tone: 'faint' },
      ...matrix.columns.map((to) => ({ text: names.of(to), tone: 'heading' }) as const),
    ],
    ...matrix.rows.map(({ from, cells }) => [
      plain(names.of(from)),
      ...cells.map((cell) => cellSpan(cell, glyphs)),
    ]),
  ];
  const notes = legend(matrix, glyphs);
  if (tableWidth(whole) <= width) return { lines: tableLines(whole), notes };
  const blocks = matrixBlocks(matrix, names, glyphs, width);
  if (blocks !== undefined && blocks.length <= MOST_BLOCKS) {
    const lines = blocks.flatMap((block, i) => (i === 0 ? block : [[], ...block]));
    return { lines, notes };
  }
  const hints = [`too wide for ${width} columns, so listed by source; -o csv has the table`];
  if (countCells(matrix).undecided > 0) hints.push(UNDECIDED_HINT);
  return { lines: matrixList(matrix, names, width), notes: hints.map(hintLine) };
}
