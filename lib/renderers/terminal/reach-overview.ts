import { amountText } from '../../kernel';
import type { PairCounts, ReachOverview, WidestWorkloads } from '../../results';
import { shareText } from '../shared/share-text';
import { shellWords } from '../shared/shell-words';
import { hintLine, type Line, pad, plain, printLines, type Span, widthOf } from './line';
import type { TerminalOptions, Tone } from './style';
import { type Row, tableLines } from './table';

/** What `netpol reach` says where the list would be too long: one screen about the whole cluster. */
export function reachOverviewToTerminal(
  overview: ReachOverview,
  { style }: TerminalOptions = {},
): string {
  const { notListed, profile, summary, mostReached, reachMost } = overview;
  const title = `${amountText(summary.namespaces)} namespaces, profile ${profile}`;
  const why = `A list of ${amountText(notListed.pairs)} pairs would be too long: this is its summary.`;
  return printLines(
    [
      [plain(title)],
      hintLine(why),
      [],
      ...sizes(overview),
      [],
      ...pairTable(overview.pairsOfPods),
      [],
      ...widest('MOST REACHED', mostReached, summary.pods),
      ...widest('REACH MOST', reachMost, summary.pods),
      ...advice(overview).map(hintLine),
      [],
      [plain(closing(overview))],
    ],
    style,
  );
}

/** Columns of numbers end under each other. */
function aligned(rows: readonly Row[], numbers: readonly number[]): Line[] {
  const widest = (column: number) =>
    rows.reduce((most, row) => Math.max(most, widthOf(row[column]?.text ?? '')), 0);
  const widths = new Map(numbers.map((column) => [column, widest(column)]));
  return tableLines(
    rows.map((row) =>
      row.map((cell, column): Span => {
        const [, fill] = pad(cell, widths.get(column) ?? 0);
        return widths.has(column) ? { ...cell, text: `${fill?.text ?? ''}${cell.text}` } : cell;
      }),
    ),
  );
}

function sizes({ summary, isolated, entryPoints = [] }: ReachOverview): Line[] {
  const { namespaces, workloads, policies, pods, classes } = summary;
  const share = (amount: number) => shareText(amount, pods);
  const rows: readonly (readonly [string, number, string])[] = [
    ['namespaces', namespaces, ''],
    ['workloads', workloads, ''],
    ['policies', policies, ''],
    ['entry points', entryPoints.length, 'netpol exposure lists where they lead'],
    ['pods', pods, `${amountText(classes)} classes that no policy tells apart`],
    ['  isolated for ingress', isolated.ingress, share(isolated.ingress)],
    ['  isolated for egress', isolated.egress, share(isolated.egress)],
  ];
  const known = rows.filter(([what, amount]) => what !== 'entry points' || amount > 0);
  return aligned(
    known.map(([what, amount, note]) => [plain(what), plain(amountText(amount)), plain(note)]),
    [1],
  );
}

function pairTable({ total, open, partly, undecided, closed }: PairCounts): Line[] {
  const row = (word: string, tone: Tone, pairs: number, what: string): Row => [
    { text: word, tone },
    plain(amountText(pairs)),
    plain(shareText(pairs, total)),
    plain(what),
  ];
  return aligned(
    [
      head('PAIRS OF PODS', amountText(total), 'SHARE', ''),
      row('  open', 'allowed', open, 'every port is allowed'),
      row('  partly open', 'allowed', partly, 'some ports are allowed'),
      row('  undecided', 'undecided', undecided, 'some ports may be allowed'),
      row('  closed', 'denied', closed, 'every port is denied'),
    ],
    [1, 2],
  );
}

function widest(title: string, rows: readonly WidestWorkloads[], pods: number): Line[] {
  if (rows.length === 0) return [];
  const cells = rows.map(({ first, workloads, pods: amount }): Row => {
    const others = workloads > 1 ? ` and ${amountText(workloads - 1)} more` : '';
    return [
      plain(`  ${first}${others}`),
      plain(amountText(amount)),
      plain(shareText(amount, pods)),
    ];
  });
  return [...aligned([head(title, 'PODS', 'SHARE'), ...cells], [1, 2]), []];
}

function head(...names: readonly string[]): Row {
  return names.map((text): Span => ({ text, tone: 'heading' }));
}

/** How to see what is not shown. */
function advice({ mostReached: [reached], reachMost: [reaching] }: ReachOverview): string[] {
  const end = (widest: WidestWorkloads | undefined) => shellWords([widest?.first ?? 'shop/db']);
  return [
    `--to ${end(reached)} lists who reaches it`,
    `--from ${end(reaching)} lists whom it reaches`,
    '-n NAMESPACE lists the flows within one namespace, --all every flow there is',
  ];
}

function closing({ summary, pairsOfPods }: ReachOverview): string {
  const { open, partly, undecided, total } = pairsOfPods;
  const { pods, policies } = summary;
  const about = `${amountText(pods)} pods, ${amountText(policies)} ${policies === 1 ? 'policy' : 'policies'}`;
  const talking = `${shareText(open + partly, total)} of the pairs of pods are open`;
  return `${about}: ${talking}, ${shareText(undecided, total)} undecided.`;
}
