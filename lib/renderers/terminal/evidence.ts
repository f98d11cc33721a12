import { count } from '../../kernel';
import type { EvidenceResult, EvidenceRule } from '../../results';
import { endName } from '../shared/end-name';
import {
  codePlace,
  type EvidenceRow,
  type EvidenceSection,
  evidenceSections,
  evidenceSummary,
  NOT_EVALUATED,
  rulePath,
  whyNoRule,
  yamlPlace,
} from '../shared/evidence-rows';
import { portsText } from '../shared/port-text';
import { indented, type Line, plain, printLines } from './line';
import { GLYPHS, type TerminalOptions, type Tone } from './style';

const TONES: Readonly<Record<EvidenceSection['standing'], Tone>> = {
  justified: 'allowed',
  expired: 'denied',
  unjustified: 'denied',
  undecided: 'undecided',
};

/** The evidence for people: every flow, below it why it passes, by which rule, and where that stands. */
export function evidenceToTerminal(result: EvidenceResult, options: TerminalOptions = {}): string {
  const { to } = GLYPHS[options.glyphs ?? 'ascii'];
  const sections = evidenceSections(result).flatMap((section) => [
    [{ text: heading(section), tone: 'heading' } as const],
    ...section.rows.flatMap((row) => flowLines(row, TONES[section.standing], to)),
    [],
  ]);
  const summary = evidenceSummary(result, (text) => text);
  return printLines([...sections, ...otherLines(result), [plain(summary)]], options.style);
}

function otherLines({ notEvaluated }: EvidenceResult): readonly Line[] {
  if (notEvaluated.length === 0) return [];
  const title = `${NOT_EVALUATED}: ${count(notEvaluated.length, 'policy', 'policies')}`;
  const lines = notEvaluated.map((policy): Line => {
    const places = [yamlPlace(policy), codePlace(policy)].filter((place) => place !== '');
    const where = { text: places.join('  '), tone: 'faint' } as const;
    return indented(2, plain(`${policy.kind} ${policy.id}  `), where);
  });
  return [[{ text: title, tone: 'heading' }], ...lines, []];
}

function heading({ title, rows }: EvidenceSection): string {
  return `${title}: ${count(rows.length, 'flow')}`;
}

function flowLines(row: EvidenceRow, tone: Tone, arrow: string): readonly Line[] {
  const ends = plain(`${endName(row.from)} ${arrow} ${endName(row.to)}  `);
  const waits = row.waitsFor.length === 0 ? [] : [plain(`  until ${row.waitsFor.join(', ')}`)];
  const ports = { text: portsText(row.flow.ports), tone };
  const why =
    row.rules.length === 0
      ? [indented(4, { text: whyNoRule(row.flow), tone: 'faint' })]
      : row.rules.flatMap(ruleLines);
  return [indented(2, ends, ports, ...waits), ...why];
}

function ruleLines(rule: EvidenceRule): readonly Line[] {
  const places = [yamlPlace(rule), codePlace(rule)].filter((place) => place !== '');
  const where = `${rule.policy} ${rulePath(rule)}  ${places.join('  ')}`;
  return [indented(4, plain(whyText(rule))), indented(6, { text: where, tone: 'faint' })];
}

/** `metrics (observability, until 2027-01-31)` */
function whyText({ because, standing }: EvidenceRule): string {
  if (because === undefined) return 'no justification';
  const { reason, owner, until, inheritedFrom } = because;
  const details = [
    ...(owner === undefined ? [] : [owner]),
    ...(until === undefined ? [] : [`until ${until}`]),
    ...(inheritedFrom === undefined ? [] : [`inherited from ${inheritedFrom}`]),
  ];
  const about = details.length === 0 ? '' : ` (${details.join(', ')})`;
  return `${standing === 'expired' ? 'EXPIRED: ' : ''}${reason}${about}`;
}
