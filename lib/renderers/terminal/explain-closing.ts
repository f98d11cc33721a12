import type { ExplainCase, GateExplanation } from '../../results';
import { indented, type Line, plain, type Span } from './line';
import { tableLines } from './table';

const STATEFUL = 'replies to an allowed connection are always allowed (policies are stateful)';

/** What follows from a verdict: how to open what is closed, what would settle it, what the client sees. */
export function closingLines(each: ExplainCase): Line[] {
  switch (each.verdict) {
    case 'allowed':
      return [note(STATEFUL)];
    case 'undecided':
      return undecidedLines(each);
    case 'denied':
      return [
        ...openingLines([each.egress, each.ingress]),
        note('the client sees a time-out: the connection is dropped, not refused'),
        note(STATEFUL),
      ];
  }
}

function openingLines(gates: readonly GateExplanation[]): Line[] {
  const openings = gates.flatMap(({ toAllow }) => (toAllow === undefined ? [] : [toAllow]));
  const rows = openings.flatMap(({ namespace, selects, rule }, i) => [
    [
      heading(i === 0 ? 'to allow' : 'and'),
      plain(`in a policy of namespace ${namespace} that selects ${whichPods(selects)}, add`),
    ],
    [plain(''), plain(`  ${rule}`)],
  ]);
  return rows.length === 0 ? [] : [...tableLines(rows, 1), []];
}

function whichPods(selects: string): string {
  return selects === '<none>' ? 'all pods' : `pods with ${selects}`;
}

function undecidedLines({ reasons }: ExplainCase): Line[] {
  const rows = reasons.map(({ id, question }, i) => [
    heading(i === 0 ? 'undecided until' : ''),
    plain(id),
    plain(question),
  ]);
  return [
    ...tableLines(rows, 1),
    note('to settle it, declare it in the profile: --cni NAME or --profile NAME'),
  ];
}

function heading(text: string): Span {
  return { text, tone: 'heading' };
}

function note(text: string): Line {
  return indented(1, { text, tone: 'faint' });
}
