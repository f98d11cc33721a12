import { count, fromPortRanges, groupBy, toPortRanges, unionPorts } from '../../kernel';
import type { DiffResult, DiffRow, Endpoint } from '../../results';
import { SIGNS } from '../shared/diff-words';
import { cellPorts } from '../shared/port-text';
import { causeLines, type DiffTerms } from './diff-rows';
import { type Line, plain } from './line';
import { tableLines } from './table';

/** Rows told by the namespaces of their ends, with the first causes of each group. */
export function groupLines(
  rows: readonly DiffRow[],
  { endpoints }: DiffResult,
  { signs, width }: DiffTerms,
): readonly Line[] {
  const byId = new Map(endpoints.map((endpoint) => [endpoint.id, endpoint]));
  const home = (id: string) => homeOf(byId.get(id));
  const groups = [...groupBy(rows, ({ from, to }) => JSON.stringify([home(from), home(to)]))];
  const told = groups.map(([, [first, ...others]]) => {
    const group = first === undefined ? [] : [first, ...others];
    const ports = group
      .flatMap(({ gained, lost }) => [gained, lost])
      .map(fromPortRanges)
      .reduce(unionPorts);
    const from = first === undefined ? '' : home(first.from);
    const to = first === undefined ? '' : home(first.to);
    const sign = first === undefined ? '' : SIGNS[first.change];
    const cells = [
      plain(`${sign} ${from}`),
      plain(`${signs.to} ${to}`),
      plain(count(group.length, 'flow')),
      plain(cellPorts(toPortRanges(ports))),
    ];
    const causes = new Map(
      group.flatMap((row) => row.causes).map((each) => [JSON.stringify(each), each]),
    );
    return { cells, causes: [...causes.values()] };
  });
  const lines = tableLines(
    told.map(({ cells }) => cells),
    2,
  );
  return told.flatMap(({ causes }, index) => [lines[index] ?? [], ...causeLines(causes, width)]);
}

function homeOf(endpoint: Endpoint | undefined): string {
  if (endpoint === undefined) return '';
  return endpoint.kind === 'workload' ? `${endpoint.namespace}/*` : 'addresses';
}
