import { count, formatSource, groupBy } from '../../kernel';
import type { Blast, BlastRank, BlastResult } from '../../results';
import {
  type BlastRow,
  blastRows,
  blastSummary,
  fallsCell,
  outsideCell,
} from '../shared/blast-rows';
import { rulePlaces } from '../shared/exposure-rows';
import { hintLine, indented, type Line, plain, printLines, type Span } from './line';
import { UNDECIDED_HINT } from './matrix-cell';
import { paragraph } from './paragraph';
import { DEFAULT_WIDTH, type TerminalOptions } from './style';
import { tableLines } from './table';

/** How much of a long answer is shown. */
export interface BlastOptions extends TerminalOptions {
  /** @default - the first ones */
  readonly rows?: 'all' | 'first';
}

/** More rows than this are counted, of the ranking and of each step. */
const SHOWN = 20;

/** What falls with workloads, for people: a ranking, or step by step with what opens each. */
export function blastToTerminal(result: BlastResult, options: BlastOptions = {}): string {
  const width = options.width ?? DEFAULT_WIDTH;
  const most = options.rows === 'all' ? Number.POSITIVE_INFINITY : SHOWN;
  const rowsOf = blastRows(result);
  const body =
    result.blasts.length === 0
      ? rankingLines(result.ranking, most)
      : result.blasts.flatMap((blast) => blastLines(blast, rowsOf(blast), { most, width }));
  const summary = paragraph(
    blastSummary(result, (text) => text),
    { indent: 0, width },
  );
  return printLines([...body, ...summary], options.style);
}

function rankingLines(ranking: readonly BlastRank[], most: number): readonly Line[] {
  if (ranking.length === 0) return [];
  const head = ['TAKEN', 'FALL WITH IT', 'METADATA', 'INTERNET'].map(
    (text): Span => ({ text, tone: 'heading' }),
  );
  const rows = ranking
    .slice(0, most)
    .map((rank) => [
      plain(rank.workload),
      plain(fallsCell(rank)),
      plain(outsideCell(rank.outside.metadata)),
      plain(outsideCell(rank.outside.internet)),
    ]);
  return [...tableLines([head, ...rows]), ...moreLines(ranking.length - most, 0), []];
}

function moreLines(more: number, indent: number): readonly Line[] {
  return more > 0 ? [indented(indent, plain(`and ${more} more: --all shows them`))] : [];
}

interface Room {
  readonly most: number;
  readonly width: number;
}

function blastLines({ taken }: Blast, rows: readonly BlastRow[], room: Room): readonly Line[] {
  const title: Line = [
    { text: `${taken.id} is taken`, tone: 'heading' },
    { text: `   ${formatSource(taken.source)}`, tone: 'faint' },
  ];
  const sure = rows.filter(({ verdict }) => verdict === 'allowed');
  const open = rows.filter(({ verdict }) => verdict === 'undecided');
  const none = rows.length === 0 ? [indented(2, plain('nothing is reached from it'))] : [];
  return [
    title,
    ...none,
    ...stepLines(sure, room, ''),
    ...stepLines(open, room, ', if an open question is answered so'),
    ...(open.length === 0 ? [] : [hintLine(UNDECIDED_HINT)]),
    [],
  ];
}

function stepLines(
  rows: readonly BlastRow[],
  { most, width }: Room,
  when: string,
): readonly Line[] {
  return [...groupBy(rows, ({ steps }) => steps)].flatMap(([steps, group]) => [
    indented(1, plain(`${count(steps, 'step')}${when}`)),
    ...group.slice(0, most).flatMap((row) => rowLines(row, width)),
    ...moreLines(group.length - most, 3),
  ]);
}

function rowLines(row: BlastRow, width: number): readonly Line[] {
  const by = row.by.length === 0 ? '' : `  by way of ${row.by.join(', ')}`;
  const waits = row.waitsFor.length === 0 ? [] : [`until ${row.waitsFor.join(', ')}`];
  const rules = row.rules.map((rule) => `by ${rule.id}  ${rulePlaces(rule).join('  ')}`);
  return [
    indented(3, plain(`${row.to}  `), { text: row.ports, tone: row.verdict }, plain(by)),
    ...[...waits, ...row.unruled, ...rules].flatMap((text) =>
      paragraph(text, { indent: 5, width, tone: 'faint' }),
    ),
  ];
}
