import { type Line, pad, type Span, widthOf } from './line';

const GAP = 2;

/** One row of a table: a cell for each column. */
export type Row = readonly Span[];

function columnWidths(rows: readonly Row[]): number[] {
  const columns = rows.reduce((most, row) => Math.max(most, row.length), 0);
  return Array.from({ length: columns }, (_, column) =>
    rows.reduce((most, row) => Math.max(most, widthOf(row[column]?.text ?? '')), 0),
  );
}

/** How wide a table of these rows is. */
export function tableWidth(rows: readonly Row[]): number {
  const widths = columnWidths(rows);
  return widths.reduce((sum, width) => sum + width, GAP * Math.max(0, widths.length - 1));
}

/** Rows as lines with their columns under each other; no line is wrapped. */
export function tableLines(rows: readonly Row[], indent = 0): Line[] {
  const widths = columnWidths(rows);
  return rows.map((row) => [
    { text: ' '.repeat(indent) },
    ...row.flatMap((cell, column) => {
      const isLast = column === row.length - 1;
      return isLast ? [cell] : pad(cell, (widths[column] ?? 0) + GAP);
    }),
  ]);
}

/** Words joined by commas, in as many lines as it takes to stay within `width`. */
export function wrapped(words: readonly string[], width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const [index, word] of words.entries()) {
    const piece = index === words.length - 1 ? word : `${word},`;
    const longer = line === '' ? piece : `${line} ${piece}`;
    if (line !== '' && widthOf(longer) > width) {
      lines.push(line);
      line = piece;
    } else line = longer;
  }
  return line === '' ? lines : [...lines, line];
}
