import type { ReachResult } from '../../results';
import { endName } from '../shared/end-name';
import { portsText } from '../shared/port-text';
import { type ReachRow, reachRows } from '../shared/reach-rows';
import { csvRecords } from './records';

/** Reachability as CSV, one flow and verdict a record. `by` is empty where no policy isolates either end. */
export function reachToCsv(result: ReachResult): string {
  return csvRecords([
    ['to', 'from', 'verdict', 'ports', 'by', 'undecided until settled'],
    ...reachRows(result).map(record),
  ]);
}

function record({ to, from, verdict, ports, by }: ReachRow): string[] {
  const names = by.join(' ');
  const why = verdict === 'allowed' ? [names, ''] : ['', names];
  return [endName(to), endName(from), verdict, portsText(ports), ...why];
}
