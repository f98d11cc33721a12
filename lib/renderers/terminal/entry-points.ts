import { groupBy } from '../../kernel';
import type { EntryFlow, EntryPointResult, EntryTarget, EntryThrough } from '../../results';
import { endName } from '../shared/end-name';
import type { Line, Span } from './line';
import { plain } from './line';
import { type Row, tableLines, tableWidth } from './table';

/** One way in: the entry point, and the cells of its row. */
interface Shown {
  readonly entry: string;
  readonly cells: Row;
}

/**
 * Where the outside comes in: a short table, a row for each way from a source to pods; with a
 * heading for each entry point where that is too wide.
 */
export function entryPointLines(entries: readonly EntryPointResult[], width: number): Line[] {
  const shown = entries.flatMap(shownRows);
  if (shown.length === 0) return [];
  const head = ['ENTRY POINT', 'TO', 'FROM', 'VERDICT'].map(
    (text): Span => ({ text, tone: 'heading' }),
  );
  const flat = [head, ...shown.map(({ entry, cells }) => [plain(entry), ...cells])];
  if (tableWidth(flat) <= width) return [...tableLines(flat), []];
  const table = tableLines(
    shown.map(({ cells }) => cells),
    2,
  );
  return [
    ...shown.flatMap(({ entry }, i) => {
      const isFirst = entry !== shown[i - 1]?.entry;
      const heading: Line = [{ text: `in through ${entry}`, tone: 'heading' }];
      return [...(isFirst ? [heading] : []), table[i] ?? []];
    }),
    [],
  ];
}

function shownRows(entry: EntryPointResult): readonly Shown[] {
  const name = `${entry.kind} ${entry.id}`;
  return entry.backends
    .flatMap(({ service, port, problem, targets }): readonly Row[] => {
      if (problem === undefined && targets.length > 0) {
        return targets.flatMap((target) => targetRows(entry, target));
      }
      const to = port === undefined ? service : `${service}:${port}`;
      return [[plain(to), plain('-'), { text: wordsFor(problem), tone: 'faint' }]];
    })
    .map((cells) => ({ entry: name, cells }));
}

function wordsFor(problem: EntryPointResult['backends'][number]['problem']): string {
  switch (problem) {
    case 'no-service':
      return 'no such Service';
    case 'no-port':
      return 'no such port';
    case 'no-pods':
      return 'no pods';
    case 'no-endpoint':
      return 'no container declares the port name';
    case 'not-granted':
      return 'no ReferenceGrant';
    case 'external-name':
      return 'an external name';
    case 'not-a-service':
      return 'not a Service';
    case 'unknown-endpoints':
    case undefined:
      return 'endpoints not in the input';
  }
}

/** Sources with one verdict share a row. */
function targetRows(entry: EntryPointResult, target: EntryTarget): Row[] {
  const to = plain(`${target.to} ${target.port}/${target.protocol}`);
  const alike = groupBy(target.flows, ({ verdict }) => verdict);
  return [...alike].map(([verdict, flows]): Row => {
    const from = flows.map((flow) => sourceName(flow, entry.through)).join(', ');
    return [to, plain(from), verdictSpan(verdict, flows)];
  });
}

function verdictSpan(verdict: EntryFlow['verdict'], flows: readonly EntryFlow[]): Span {
  const reasons = [...new Set(flows.flatMap((flow) => flow.reasons.map(({ id }) => id)))];
  const text = reasons.length === 0 ? verdict : `? ${reasons.join(', ')}`;
  return { text, tone: verdict };
}

function sourceName(flow: EntryFlow, through: readonly EntryThrough[]): string {
  switch (flow.from) {
    case 'controller':
      return flow.endpoint ?? absentController(through);
    case 'clients': {
      const cidrs = flow.cidrs ?? [];
      return endName({ kind: 'ip', id: cidrs[0] ?? '', cidrs });
    }
    case 'own-node':
      return "the pod's node";
    case 'other-nodes':
      return 'other nodes';
  }
}

function absentController(through: readonly EntryThrough[]): string {
  const names = through.flatMap((each) => (each.kind === 'controller' ? [each.name ?? ''] : []));
  const known = [...new Set(names.filter((name) => name !== ''))];
  return known.length === 0
    ? 'a controller that is not in the input'
    : `${known.join(', ')}, not in the input`;
}
