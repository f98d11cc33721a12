import type { EvidenceResult, EvidenceRule } from '../../results';
import { endNameInFull } from '../shared/end-name';
import {
  codePlace,
  type EvidenceRow,
  type EvidenceSection,
  evidenceSections,
  rulePath,
  whyNoRule,
  yamlPlace,
} from '../shared/evidence-rows';
import { portsText } from '../shared/port-text';
import { csvRecords } from './records';

const HEAD = [
  'from',
  'to',
  'ports',
  'standing',
  'justification',
  'owner',
  'until',
  'expired',
  'policy',
  'rule',
  'yaml',
  'typescript',
  'undecided until settled',
  'inherited from',
] as const;

/** The evidence as CSV, one flow and rule a record; one record for a flow that needs no rule, and for a policy that is not evaluated. */
export function evidenceToCsv(result: EvidenceResult): string {
  const records = evidenceSections(result).flatMap((section) =>
    section.rows.flatMap((row) => recordsOf(section, row)),
  );
  const others = result.notEvaluated.map((policy) => [
    ...['', '', '', 'not evaluated', '', '', '', ''],
    ...[policy.id, policy.kind, yamlPlace(policy), codePlace(policy), '', ''],
  ]);
  return csvRecords([HEAD, ...records, ...others]);
}

function recordsOf({ standing }: EvidenceSection, row: EvidenceRow): string[][] {
  const { from, to, flow, rules, waitsFor } = row;
  const head = [endNameInFull(from), endNameInFull(to), portsText(flow.ports), standing];
  const tail = waitsFor.join(' ');
  if (rules.length === 0) return [[...head, '', '', '', '', whyNoRule(flow), '', '', '', tail, '']];
  return rules.map((rule) => [
    ...[...head, ...cells(rule), tail],
    rule.because?.inheritedFrom ?? '',
  ]);
}

function cells(rule: EvidenceRule): string[] {
  const { reason = '', owner = '', until = '' } = rule.because ?? {};
  const expired = rule.standing === 'expired' ? 'expired' : '';
  return [
    reason,
    owner,
    until,
    expired,
    rule.policy,
    rulePath(rule),
    yamlPlace(rule),
    codePlace(rule),
  ];
}
