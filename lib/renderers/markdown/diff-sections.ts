import type { DiffCause, DiffResult, DiffRow, DiffWorkload } from '../../results';
import { witnessName } from '../shared/diff-witness';
import { causesWords, endNames, rowWords, waitsFor } from '../shared/diff-words';
import { portsText } from '../shared/port-text';
import { prose } from './prose';
import type { PullRequestSection } from './pull-request';
import { code, markdownTable } from './table';

const SIGNS: Readonly<Record<DiffRow['change'], string>> = {
  broadened: '▲',
  narrowed: '▼',
  changed: '◆',
};

/** Flows between what both sides know. */
export function rowsSection(result: DiffResult): PullRequestSection {
  const nameOf = endNames(result);
  const rows = result.rows.map((row) => {
    const { ports, remark } = rowWords(row, 'to');
    const breaks = row.breaks.map((name) => `❌ breaks ${code(name)}`);
    const because = [...breaks, causesCell(row.causes), prose(waitsFor(row))].filter(
      (each) => each !== '',
    );
    return [SIGNS[row.change], code(nameOf(row.from)), code(nameOf(row.to))].concat(
      [ports, remark].map(prose),
      because.join('; '),
    );
  });
  const head = ['', 'from', 'to', 'port', '', 'because'];
  return { as: 'open', noun: ['changed flow', 'changed flows'], ...tableOf(head, rows) };
}

/** Flows of pods that do not exist yet. */
export function possibleSection({ possible }: DiffResult): PullRequestSection {
  const rows = possible.map(({ change, from, to, ports, before, after, causes }) => [
    SIGNS[change],
    code(witnessName(from)),
    code(witnessName(to)),
    prose(portsText(ports)),
    `was ${before}, now ${after}`,
    causesCell(causes),
  ]);
  return {
    title: 'For pods that do not exist yet',
    as: 'open',
    noun: ['change for pods that do not exist yet', 'changes for pods that do not exist yet'],
    ...tableOf(['', 'from', 'to', 'port', '', 'because'], rows),
  };
}

/** How the intents stand, and which no longer do. */
export function intentsSection({ intents }: DiffResult): PullRequestSection {
  const noun = ['intent', 'intents'] as const;
  if (intents === undefined) return { as: 'open', noun, entries: [] };
  const { holds, broken, undecided, breaks, mends } = intents;
  return {
    title: `Intents: ${holds} hold, ${broken} broken, ${undecided} undecided`,
    as: 'open',
    noun,
    entries: [
      ...breaks.map(({ name, after }) => `- ❌ ${code(name)} held before, and is ${after}\n`),
      ...mends.map(({ name, before }) => `- ✅ ${code(name)} was ${before}, and holds\n`),
      ...(breaks.length + mends.length === 0 ? ['All stand as before.\n'] : []),
    ],
  };
}

/** Workloads that only one side has, with what only changed policies let them do. */
export function workloadsSection(result: DiffResult): PullRequestSection {
  const nameOf = endNames(result);
  return {
    title: 'Workloads',
    as: 'folded',
    noun: ['workload', 'workloads'],
    entries: result.workloads.flatMap((workload) => [
      `- ${workloadLine(workload)}\n`,
      ...openedBy(workload).map((flow) => {
        const { ports } = rowWords(flow, 'to');
        return `  - ▲ ${code(nameOf(flow.from))} to ${code(nameOf(flow.to))} ${prose(ports)}: ${causesCell(flow.causes)}\n`;
      }),
    ]),
  };
}

function workloadLine({ endpoint, change, reaches, reachedBy, isolated }: DiffWorkload): string {
  const ways = (['ingress', 'egress'] as const).filter((direction) => isolated[direction]);
  const isolation = ways.length === 0 ? 'not isolated' : `isolated for ${ways.join(' and ')}`;
  return `${change} ${code(endpoint.id)}: reaches ${reaches}, reached by ${reachedBy}, ${isolation}`;
}

function openedBy({ change, flows }: DiffWorkload): DiffWorkload['flows'] {
  return change === 'new' ? flows.filter(({ by }) => by === 'changed-policies') : [];
}

/** With which workloads more fall than before, or fewer. */
export function blastSection({ blast = [] }: DiffResult): PullRequestSection {
  return {
    title: 'Blast: other workloads that fall with one that is taken',
    as: 'folded',
    noun: ['workload', 'workloads'],
    entries: blast.map(
      ({ workload, before, after }) =>
        `- ${after > before ? '▲' : '▼'} ${code(workload)}: ${before} to ${after}\n`,
    ),
  };
}

/** Policies that do not say the same any more. */
export function policiesSection({ policies }: DiffResult): PullRequestSection {
  return {
    title: 'Policies',
    as: 'folded',
    noun: ['policy', 'policies'],
    entries: policies.map(({ id, change }) => `- ${change} ${code(id)}\n`),
  };
}

function causesCell(causes: readonly DiffCause[]): string {
  return causesWords(causes)
    .map(({ text, place }) => (place === '' ? prose(text) : `${prose(text)} ${code(place)}`))
    .join('; ');
}

function tableOf(
  head: readonly string[],
  rows: readonly (readonly string[])[],
): Pick<PullRequestSection, 'head' | 'entries'> {
  return { head: markdownTable(head, []), entries: rows.map((row) => `| ${row.join(' | ')} |\n`) };
}
