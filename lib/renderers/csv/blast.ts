import type { BlastRank, BlastResult } from '../../results';
import { type BlastRow, blastRows } from '../shared/blast-rows';
import { rulePlaces } from '../shared/exposure-rows';
import { csvRecords } from './records';

const RANKS = ['taken', 'fall', 'may fall', 'metadata', 'internet', 'private addresses'] as const;

const ROWS = [
  'taken',
  'reached',
  'kind',
  'verdict',
  'steps',
  'by way of',
  'ports',
  'by',
  'yaml',
  'typescript',
  'undecided until settled',
] as const;

/** What falls as CSV: a record for each workload, or for each end that falls with those asked about. */
export function blastToCsv(result: BlastResult): string {
  const { blasts, ranking } = result;
  if (blasts.length === 0) return csvRecords([RANKS, ...ranking.map(rankRecord)]);
  return csvRecords([ROWS, ...blasts.flatMap(blastRows(result)).map(rowRecord)]);
}

function rankRecord({ workload, falls, mayFall, outside }: BlastRank): string[] {
  return [
    ...[workload, String(falls), String(mayFall)],
    ...[outside.metadata, outside.internet, outside.private],
  ];
}

function rowRecord(row: BlastRow): string[] {
  const places = row.rules.map(rulePlaces);
  return [
    ...[row.taken, row.to, row.kind, row.verdict, String(row.steps), row.by.join(' ')],
    row.ports,
    [...row.unruled, ...row.rules.map(({ id }) => id)].join('; '),
    places.map(([yaml = '']) => yaml).join('; '),
    places.flatMap(([, typescript]) => typescript ?? []).join('; '),
    row.waitsFor.join(' '),
  ];
}
