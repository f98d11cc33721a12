import type { ReachResult } from '../../results';
import { endName } from '../shared/end-name';
import { portsText } from '../shared/port-text';
import { type ReachRow, reachRows } from '../shared/reach-rows';
import { csvPieces } from './records';

/** Reachability as CSV, one flow and verdict a record. `by` is empty where no policy isolates either end. */
export function reachToCsv(result: ReachResult): string {
  return [...reachToCsvPieces(result)].join('');
}

/** The same text in pieces, because a list of flows may be longer than a text can be. */
export function* reachToCsvPieces(result: ReachResult): Generator<string> {
  yield* csvPieces([['to', 'from', 'verdict', 'ports', 'by', 'undecided until settled']]);
  for (const row of reachRows(result)) yield* csvPieces([record(row)]);
}

function record({ to, from, verdict, ports, by }: ReachRow): string[] {
  const names = by.join(' ');
  const why = verdict === 'allowed' ? [names, ''] : ['', names];
  return [endName(to), endName(from), verdict, portsText(ports), ...why];
}
