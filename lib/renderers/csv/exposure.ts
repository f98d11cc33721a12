import type { ExposureResult } from '../../results';
import { type ExposureRow, exposureRows, rulePlaces } from '../shared/exposure-rows';
import { csvRecords } from './records';

const HEAD = [
  'workload',
  'direction',
  'topic',
  'peer',
  'verdict',
  'ports',
  'by',
  'yaml',
  'typescript',
  'undecided until settled',
] as const;

/** Exposure as CSV, one workload, peer and verdict a record; `by` says why where no rule opens it. */
export function exposureToCsv(result: ExposureResult): string {
  return csvRecords([HEAD, ...exposureRows(result).map(record)]);
}

function record(row: ExposureRow): string[] {
  const places = row.rules.map(rulePlaces);
  const by = [...row.unruled, ...row.rules.map(({ id }) => id)];
  return [
    ...[row.workload, row.direction, row.topic, row.peer, row.verdict, row.ports],
    by.join('; '),
    places.map(([yaml = '']) => yaml).join('; '),
    places.flatMap(([, typescript]) => typescript ?? []).join('; '),
    row.waitsFor.join(' '),
  ];
}
