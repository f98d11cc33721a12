import { formatCodeLine, formatSource, type Source } from '../../kernel';
import type { ExplainCase, GateExplanation, RuleRef } from '../../results';

/** What would stop a flow that passes and should not: closing either of its gates is enough. */
export function closingLines(cases: readonly ExplainCase[]): readonly string[] {
  const [open] = cases;
  if (open === undefined || open.itself) return [];
  const ways = [open.ingress, open.egress].flatMap(waysToClose);
  return ways.map((way, i) => ` ${i === 0 ? 'to deny' : 'or     '}   ${way}`);
}

/** A gate outside the cluster, or one that nothing enforces, no policy can close. */
function waysToClose(gate: GateExplanation): readonly string[] {
  const { direction, subject, exemption, isolatedBy, allowedBy, undecidedBy } = gate;
  if (exemption !== undefined) return [];
  const rules = [...allowedBy, ...undecidedBy];
  if (rules.length > 0) return [`narrow or remove ${rules.map(ruleText).join(' and ')}`];
  if (isolatedBy.length > 0) return [];
  return [
    `isolate ${subject} for ${direction}: no policy does; a DefaultDenyNamespace isolates every pod of a namespace`,
  ];
}

function ruleText({ policy, path, source }: RuleRef): string {
  return `${policy} ${path} at ${placeOf(source)}`;
}

function placeOf(source: Source): string {
  const { typescript } = source;
  return typescript === undefined ? formatSource(source) : formatCodeLine(typescript);
}
