import { groupBy } from '../../kernel';
import type { Endpoint, ReachResult } from '../../results';
import { noFlow, type Sides } from '../shared/matrix';
import { NOT_ISOLATED, type ReachRow, reachRows } from '../shared/reach-rows';
import { reachSummary } from '../shared/reach-summary';
import { entryPointLines } from './entry-points';
import { tell } from './everyone';
import { hintLine, type Line, plain, printLines, type Span, widthOf } from './line';
import { UNDECIDED_HINT } from './matrix-cell';
import { type Names, namesFor, titleOf } from './names';
import { type PossibleEnds, possibleEnds, without } from './possible-ends';
import { DEFAULT_WIDTH, type TerminalOptions } from './style';
import { type Row, tableLines, tableWidth } from './table';

/** Below this many columns the policies of a row have no room beside it. */
const LEAST_FOR_BY = 24;

/** A row of the table: sources that share destination, verdict, ports and reason are one. */
interface Shown {
  readonly to: string;
  readonly from: string;
  readonly ports: Span;
  readonly by: readonly string[];
}

/** Reachability as a table for people: what is reached, by whom, on which ports, and by which policy. */
export function reachToTerminal(
  result: ReachResult,
  options: TerminalOptions & Sides = {},
): string {
  const width = options.width ?? DEFAULT_WIDTH;
  const names = namesFor(result.endpoints);
  const rows = shownRows(result, options, names);
  const flat = [head('TO', 'FROM', 'PORTS'), ...rows.map((row) => [plain(row.to), ...cells(row)])];
  const table =
    tableWidth(flat) + LEAST_FOR_BY <= width
      ? flatTable(flat, rows, width)
      : byDestination(rows, width);
  const hints = rows.some(({ ports }) => ports.tone === 'undecided') ? [UNDECIDED_HINT] : [];
  const lines = rows.length === 0 ? [] : [...table, [], ...hints.map(hintLine)];
  const entries = entryPointLines(result.entryPoints ?? [], width);
  const summary = reachSummary(result, (text) => text);
  return printLines(
    [[plain(titleOf(result, names))], [], ...lines, ...entries, [plain(summary)]],
    options.style,
  );
}

function head(...names: readonly string[]): Row {
  return names.map((text): Span => ({ text, tone: 'heading' }));
}

function cells({ from, ports }: Shown): Row {
  return [plain(from), ports];
}

function flatTable(flat: readonly Row[], rows: readonly Shown[], width: number): Line[] {
  const room = width - tableWidth(flat) - 2;
  const by = [{ text: 'BY', tone: 'heading' } as const, ...rows.map((row) => byCell(row, room))];
  return tableLines(flat.map((row, i) => [...row, by[i] ?? plain('')]));
}

/** The same where four columns do not fit: a heading for each destination. */
function byDestination(rows: readonly Shown[], width: number): Line[] {
  const groups = [...groupBy(rows, ({ to }) => to).values()];
  const room = width - tableWidth(rows.map(cells)) - 4;
  const table = tableLines(
    rows.map((row) => [...cells(row), byCell(row, Math.max(room, LEAST_FOR_BY))]),
    2,
  );
  const lineOf = new Map(rows.map((row, i) => [row, table[i] ?? []]));
  return groups.flatMap((group) => {
    const title = group[0] === undefined ? '' : group[0].to;
    return [
      [{ text: `to ${title}`, tone: 'heading' } as const],
      ...group.map((row) => lineOf.get(row) ?? []),
    ];
  });
}

/** As many names as there is room for, and how many more there are. */
function byCell({ by }: Shown, room: number): Span {
  if (by.length === 0) return { text: NOT_ISOLATED, tone: 'faint' };
  for (let shown = by.length; shown > 1; shown -= 1) {
    const text = namesText(by, shown);
    if (widthOf(text) <= room) return plain(text);
  }
  return plain(namesText(by, 1));
}

function namesText(names: readonly string[], shown: number): string {
  const more = names.length - shown;
  return `${names.slice(0, shown).join(', ')}${more === 0 ? '' : ` +${more}`}`;
}

/** One row for every flow; where whole namespaces of sources agree, one row for each. */
function shownRows(result: ReachResult, sides: Sides, names: Names): readonly Shown[] {
  const rows = reachRows(result);
  const possible = sourcesOf(result.endpoints.filter((end) => sides.from?.(end) ?? true));
  const groups = groupBy(rows, ({ to, verdict, ports, by }) =>
    JSON.stringify([to.id, verdict, ports, by]),
  );
  const shown = new Map<ReachRow, string>();
  for (const group of groups.values()) {
    const [first] = group;
    if (first === undefined) continue;
    const rowOf = new Map(group.map((row) => [row.from, row]));
    for (const told of tell([...rowOf.keys()], possible(first.to), names)) {
      const row = rowOf.get(told.first);
      if (row !== undefined) shown.set(row, told.name);
    }
  }
  return rows.flatMap((row) => {
    const from = shown.get(row);
    return from === undefined
      ? []
      : [{ to: names.of(row.to), from, ports: portsSpan(row), by: row.by.map(names.ofPolicy) }];
  });
}

/** Who could reach a destination, worked out from counts: there are as many groups as destinations. */
function sourcesOf(sources: readonly Endpoint[]): (to: Endpoint) => PossibleEnds {
  const all = possibleEnds(sources);
  const workloads = possibleEnds(sources.filter(({ kind }) => kind === 'workload'));
  const ids = new Set(sources.map(({ id }) => id));
  return (to) => {
    if (to.kind === 'ip') return workloads;
    return noFlow(to, to) !== undefined && ids.has(to.id) ? without(all, to) : all;
  };
}

function portsSpan({ verdict, portsText }: ReachRow): Span {
  return verdict === 'allowed'
    ? { text: portsText, tone: 'allowed' }
    : { text: `? ${portsText}`, tone: 'undecided' };
}
