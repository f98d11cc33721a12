import {
  ALL_PORTS,
  count,
  fromPortRanges,
  NO_PORTS,
  type PortSet,
  samePorts,
  unionPorts,
} from '../../kernel';
import type { ExplainCase, ExplainResult, Explanation } from '../../results';
import { endName } from '../shared/end-name';
import { portsText } from '../shared/port-text';
import { pairsTold, type Repeats } from '../shared/same-but-for-names';
import { closingLines } from './explain-closing';
import { notEnforcedLines } from './explain-facts';
import { type GateView, gateLines, type RuleDetail } from './explain-gate';
import { beforeTranslationLines, hopLines, withoutEndpointLines } from './explain-service';
import { VERDICT_SPANS } from './explain-words';
import { type Line, plain, printLines } from './line';
import { GLYPHS, type Glyphs, type TerminalOptions } from './style';

/** How much an explanation tells. */
export interface ExplainOptions extends TerminalOptions {
  /** Whether rules that miss are all shown, or only those that come closest. @default - closest */
  readonly rules?: RuleDetail;
  /** Whether every pair is told of that differs from another one in the pods of a workload only. @default - folded */
  readonly repeats?: Repeats;
  /** Whether a last line says what came of it, for a reader who was told nothing before. @default - shown */
  readonly summary?: 'shown' | 'left-out';
}

/** Why flows are allowed or denied: both halves of each flow, the rules that decide, what would help. */
export function explainToTerminal(result: ExplainResult, options: ExplainOptions = {}): string {
  const glyphs = GLYPHS[options.glyphs ?? 'ascii'];
  const { profile } = result;
  const view = { glyphs, rules: options.rules ?? 'closest', profile };
  const lines = pairsTold(result.explanations, options.repeats).flatMap(({ shown, alike }) => [
    ...explanationLines(shown, view),
    ...repeatLines(alike),
  ]);
  const without = withoutEndpointLines(result);
  const last = options.summary === 'left-out' ? [] : [[plain(summary(result))]];
  return printLines([...notEnforcedLines(result), ...lines, ...without, ...last], options.style);
}

function repeatLines({ length }: readonly Explanation[]): Line[] {
  if (length === 0) return [];
  const pairs = count(length, 'more pair', 'more pairs');
  return [[plain(`The same holds for ${pairs} of pods of these ends (-v shows each).`)], []];
}

interface View {
  readonly glyphs: Glyphs;
  readonly rules: RuleDetail;
  readonly profile: string;
}

function explanationLines(explanation: Explanation, view: View): Line[] {
  return explanation.cases.flatMap((each) => [
    ...caseLines(explanation, each, portsOf(explanation, each), view),
    [],
  ]);
}

/** The last of several cases that together are every port needs no list of numbers. */
function portsOf({ cases }: Explanation, each: ExplainCase): string {
  const together = cases.reduce<PortSet>(
    (all, { ports }) => unionPorts(all, fromPortRanges(ports)),
    NO_PORTS,
  );
  const isRest = cases.length > 1 && each === cases.at(-1) && samePorts(together, ALL_PORTS);
  const text = portsText(each.ports);
  if (isRest) return 'all other ports';
  return text === 'all' ? 'all ports' : text;
}

function caseLines(explanation: Explanation, each: ExplainCase, ports: string, view: View): Line[] {
  const from = endName(explanation.from);
  const to = endName(explanation.to);
  const { glyphs } = view;
  const title: Line = [
    { text: `${from} ${glyphs.to} ${to}  ${ports}`, tone: 'heading' },
    plain('   '),
    VERDICT_SPANS[each.verdict],
  ];
  if (each.itself) {
    const why = `both ends are the pod ${from}: no policy can cut a pod off from itself`;
    return [title, ...hopLines(explanation, glyphs), [], [plain(`   ${why}`)]];
  }
  const views = { ...view, ports };
  const out: GateView = { ...views, subject: from, other: to, number: 1 };
  const into: GateView = { ...views, subject: to, other: from, number: 2 };
  return [
    title,
    ...hopLines(explanation, glyphs),
    [],
    ...gateLines(each.egress, out),
    ...beforeTranslationLines(each, explanation),
    ...gateLines(each.ingress, into),
    ...closingLines(each, explanation, view),
  ];
}

function summary({ explanations, profile, verdict }: ExplainResult): string {
  const cases = explanations.flatMap((explanation) => explanation.cases);
  const [only] = explanations;
  if (only !== undefined && explanations.length === 1 && cases.length === 1) {
    const ports = cases.map((each) => portsOf(only, each)).join();
    return `${endName(only.from)} to ${endName(only.to)} on ${ports}: ${verdict}, profile ${profile}.`;
  }
  const of = (word: ExplainCase['verdict']) =>
    `${cases.filter((each) => each.verdict === word).length} ${word}`;
  const pairs = count(explanations.length, 'pair');
  return `${pairs}, ${count(cases.length, 'case')}: ${of('allowed')}, ${of('denied')}, ${of('undecided')}, profile ${profile}.`;
}
