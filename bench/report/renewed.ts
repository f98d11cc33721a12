import { type Line, rowOf, tableOf } from './table';

/**
 * The report with the lines that were measured now, and of an earlier one those that were not: each
 * line is measured in a process of its own, so none depends on another. Lines under another heading
 * (another machine, another number of rounds) are dropped, since figures of two do not compare.
 *
 * @param order the measures that there are; lines of others are dropped
 */
export function renewed(
  earlier: string,
  heading: string,
  lines: readonly Line[],
  order: readonly string[],
): string {
  const rows = new Map(earlier.startsWith(`${heading}\n`) ? rowsIn(earlier) : []);
  for (const line of lines) rows.set(line.measure.id, rowOf(line));
  return report(
    heading,
    order.map((id) => rows.get(id) ?? `| ${id} |  |  |  |  |  |  | not measured yet |`),
  );
}

/** A heading and a table. */
export function report(heading: string, rows: readonly string[]): string {
  return `${heading}\n\n${tableOf(rows)}`;
}

/** The lines of a table by their measures. */
function rowsIn(text: string): [id: string, row: string][] {
  return text
    .split('\n')
    .filter((line) => line.startsWith('| '))
    .map((line) => [line.slice(2, line.indexOf(' |', 2)), line]);
}
