import { formatPorts, fromPortRanges, oneLine } from '../../kernel';
import { endName, explainToTerminal } from '../../renderers';
import type { ExplainCase } from '../../results';
import { portsInWords } from '../ports';
import type { FlowQuestion, Offence, Wanted } from '../questions/question';
import { reachCall } from './call';
import { closingLines } from './closing';

/** How many cases of one flow are told in full. */
const TOLD = 2;
/** How many further flows are named. */
const NAMED = 5;

const SETTLE = ' in a test, that is reachability(app, { profile })';

/** Why flows are not as a test wants them, and what to change. */
export function reachMessage(
  question: FlowQuestion,
  wanted: Wanted,
  offences: readonly Offence[],
): string {
  const [first, ...others] = offences;
  const head = [reachCall(question, wanted), '', ...expectation(question, wanted, first)];
  if (first === undefined) return head.map(oneLine).join('\n');
  return [
    ...head.map(oneLine),
    '',
    explanationOf(question, first).trimEnd(),
    ...(wanted === 'so' ? [] : closingLines(first.cases)).map(oneLine),
    ...(first.cases.some(({ verdict }) => verdict === 'undecided') ? [SETTLE] : []),
    '',
    oneLine(`profile ${question.from.net.profile.name}`),
    ...othersIn(others).map(oneLine),
  ].join('\n');
}

function expectation(
  { from, to, ports }: FlowQuestion,
  wanted: Wanted,
  offence: Offence | undefined,
): readonly string[] {
  const on = ports.length === 0 ? 'any port' : portsInWords(ports);
  return [
    `Expected: ${from.name} → ${to.name} ${on}  ${wanted === 'so' ? 'allowed' : 'denied'}`,
    `Received: ${received(offence, wanted)}`,
  ];
}

function received(offence: Offence | undefined, wanted: Wanted): string {
  const cases = offence?.cases ?? [];
  const worst = cases.find(({ verdict }) => verdict === 'undecided') ?? cases[0];
  if (offence === undefined || worst === undefined) return wanted === 'so' ? 'allowed' : 'denied';
  const { verdict, reasons } = worst;
  if (verdict === 'allowed') return `ALLOWED on ${portsOf(worst)}`;
  if (verdict === 'undecided') {
    return `UNDECIDED, which is neither: ${reasons.map(({ id }) => id).join(', ')}`;
  }
  const closed = [worst.egress, worst.ingress].filter((gate) => gate.verdict === 'denied');
  const ends = {
    egress: endName(offence.explanation.from),
    ingress: endName(offence.explanation.to),
  };
  return `DENIED at ${closed.map(({ direction }) => `${direction} of ${ends[direction]}`).join(' and ')}`;
}

function portsOf({ ports }: ExplainCase): string {
  const text = formatPorts(fromPortRanges(ports));
  return text === 'all' ? 'all ports' : text;
}

function explanationOf({ from }: FlowQuestion, { explanation, cases }: Offence): string {
  const told = { ...explanation, cases: cases.slice(0, TOLD) };
  const words = new Set(told.cases.map(({ verdict }) => verdict));
  const [verdict = 'mixed'] = words.size === 1 ? words : [];
  return explainToTerminal(
    { schemaVersion: '1', profile: from.net.profile.name, explanations: [told], verdict },
    { glyphs: 'unicode', summary: 'left-out' },
  );
}

function othersIn(offences: readonly Offence[]): readonly string[] {
  const lines = offences.flatMap(({ explanation, cases }) =>
    cases.map((each) => {
      const ends = `${endName(explanation.from)} → ${endName(explanation.to)}`;
      return `  ${ends} ${portsOf(each)}  ${each.verdict}`;
    }),
  );
  if (lines.length === 0) return [];
  const more = lines.length - NAMED;
  return [
    '',
    'not as expected either:',
    ...lines.slice(0, NAMED),
    ...(more > 0 ? [`  … and ${more} more`] : []),
  ];
}
