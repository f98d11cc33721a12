import type { DiffResult, DiffRow } from '../../results';
import { causesWords, endNames, partOf, passingText, waitsFor } from '../shared/diff-words';
import { csvRecords } from './records';

const HEAD = [
  'change',
  'from',
  'to',
  'before',
  'after',
  'gained',
  'lost',
  'because',
  'undecided until settled',
  'breaks',
] as const;

/** The rows of a difference as CSV: one record for each pair between which something else passes. */
export function diffToCsv(result: DiffResult): string {
  const nameOf = endNames(result);
  return csvRecords([HEAD, ...result.rows.map((row) => record(row, nameOf))]);
}

function record(row: DiffRow, nameOf: (id: string) => string): string[] {
  const because = causesWords(row.causes).map(({ text, place }) => `${text} ${place}`.trim());
  return [
    ...[row.change, nameOf(row.from), nameOf(row.to)],
    ...[passingText(row.before), passingText(row.after)],
    ...[partOf(row.after, row.gained), partOf(row.before, row.lost)],
    ...[because.join('; '), waitsFor(row), row.breaks.join('; ')],
  ];
}
