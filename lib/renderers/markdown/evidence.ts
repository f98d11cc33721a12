import { count } from '../../kernel';
import type { EvidenceResult, EvidenceRule } from '../../results';
import { endNameInFull } from '../shared/end-name';
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
import { code, markdownTable } from './table';

const HEAD = [
  'from',
  'to',
  'ports',
  'justification',
  'owner',
  'until',
  'policy',
  'rule',
  'YAML',
  'TypeScript',
] as const;

/** The justification of what nobody justifies. */
const NOBODY = '**none**';

/**
 * The evidence as Markdown: a heading and a table for the flows that stand alike, one rule a row,
 * and one sentence.
 */
export function evidenceToMarkdown(result: EvidenceResult): string {
  const sections = evidenceSections(result).map((section) => `${sectionText(section)}\n`);
  return `${sections.join('')}${othersText(result)}${evidenceSummary(result, code)}\n`;
}

function othersText({ notEvaluated }: EvidenceResult): string {
  if (notEvaluated.length === 0) return '';
  const rows = notEvaluated.map((policy) =>
    [policy.kind, policy.id, yamlPlace(policy), codePlace(policy)].map(code),
  );
  const table = markdownTable(['kind', 'policy', 'YAML', 'TypeScript'], rows);
  return `### ${NOT_EVALUATED}: ${count(rows.length, 'policy', 'policies')}\n\n${table}\n`;
}

function sectionText({ standing, title, rows }: EvidenceSection): string {
  const waits = standing === 'undecided';
  const head = waits ? [...HEAD, 'undecided until settled'] : HEAD;
  const cells = rows.flatMap((row) =>
    rowsOf(row).map((cells) => (waits ? [...cells, row.waitsFor.map(code).join(', ')] : cells)),
  );
  return `### ${title}: ${count(rows.length, 'flow')}\n\n${markdownTable(head, cells)}`;
}

function rowsOf({ from, to, flow, rules }: EvidenceRow): string[][] {
  const head = [code(endNameInFull(from)), code(endNameInFull(to)), portsText(flow.ports)];
  if (rules.length === 0) return [[...head, NOBODY, '', '', whyNoRule(flow), '', '', '']];
  return rules.map((rule) => [...head, ...ruleCells(rule)]);
}

function whyCell({ because }: EvidenceRule): string {
  if (because === undefined) return NOBODY;
  const { reason, inheritedFrom } = because;
  return inheritedFrom === undefined
    ? code(reason)
    : `${code(reason)} *inherited from* ${code(inheritedFrom)}`;
}

function ruleCells(rule: EvidenceRule): string[] {
  const { owner = '', until = '' } = rule.because ?? {};
  return [
    whyCell(rule),
    code(owner),
    rule.standing === 'expired' ? `${code(until)} **expired**` : code(until),
    code(rule.policy),
    code(rulePath(rule)),
    code(yamlPlace(rule)),
    code(codePlace(rule)),
  ];
}
