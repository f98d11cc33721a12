import type { GateExplanation, PolicyRef, RuleRef } from '../../results';
import { factLines } from './explain-facts';
import { ruleLines, sourceText } from './explain-rule';
import {
  exemptionText,
  isolatesOnly,
  notAffecting,
  notGoverned,
  selectsText,
  VERDICT_SPANS,
} from './explain-words';
import { indented, type Line, plain, type Span } from './line';
import type { Glyphs } from './style';

/** Whether rules that miss are all shown, or only the closest of them. */
export type RuleDetail = 'closest' | 'all';

const CLOSEST = 3;

/** What one half of an explanation needs beside its own data. */
export interface GateView {
  readonly number: 1 | 2;
  readonly subject: string;
  readonly other: string;
  /** The ports of the case, in words. */
  readonly ports: string;
  readonly glyphs: Glyphs;
  readonly rules: RuleDetail;
  readonly profile: string;
}

/** One half of an explanation: who isolates the subject, and what its rules make of the flow. */
export function gateLines(gate: GateExplanation, view: GateView): Line[] {
  const title: Line = [
    { text: ` ${view.number}  ${gate.direction} of ${view.subject}`, tone: 'heading' },
    plain('   '),
    VERDICT_SPANS[gate.verdict],
  ];
  return [title, ...bodyLines(gate, view), ...factLines(gate.decidedBy, view.profile), []];
}

function bodyLines(gate: GateExplanation, view: GateView): Line[] {
  const { direction, isolatedBy } = gate;
  const free = freedom(gate, view.subject);
  if (free !== undefined) return [indented(6, plain(free))];
  if (isolatedBy.length === 0) return [indented(6, plain(notAffecting(direction, view.subject)))];
  return [...isolationLines(gate, view), ...decisionLines(gate, view)];
}

/** Why the gate stands open without a rule; an exemption that is only possible is no reason yet. */
function freedom({ verdict, exemption, isolatedBy, allowedBy }: GateExplanation, subject: string) {
  if (verdict !== 'allowed' || allowedBy.length > 0) return undefined;
  if (exemption !== undefined) return exemptionText(exemption, subject);
  return isolatedBy.length === 0 ? undefined : notGoverned(subject);
}

function isolationLines({ direction, isolatedBy }: GateExplanation, { glyphs }: GateView): Line[] {
  const policies = isolatedBy.flatMap((policy) => [
    indented(8, plain(`${policy.id}  `), faint(sourceText(policy.source, glyphs))),
    indented(10, plain(selectsText(policy))),
  ]);
  return [indented(6, plain(`isolated for ${direction} by`)), ...policies];
}

function decisionLines(gate: GateExplanation, view: GateView): Line[] {
  const rules = (refs: readonly RuleRef[]) =>
    refs.flatMap((rule) => ruleLines(rule, gate.direction, view));
  switch (gate.verdict) {
    case 'allowed':
      return [indented(6, plain('allowed by')), ...rules(gate.allowedBy)];
    case 'undecided':
      return gate.undecidedBy.length === 0
        ? [
            indented(6, plain('undecided whether these policies apply to it; if they do,')),
            ...missedLines(gate, view),
          ]
        : [indented(6, plain('may be allowed by')), ...rules(gate.undecidedBy)];
    case 'denied':
      return missedLines(gate, view);
  }
}

function missedLines(gate: GateExplanation, view: GateView): Line[] {
  const { missedBy, direction } = gate;
  const shown = view.rules === 'all' ? missedBy : missedBy.slice(0, CLOSEST);
  const more = missedBy.length - shown.length;
  const intro = missedBy.length > 1 ? 'no rule matches. Closest first:' : 'no rule matches:';
  return [
    ...(missedBy.length === 0 ? [] : [indented(6, plain(intro))]),
    ...shown.flatMap((rule) => ruleLines(rule, direction, view)),
    ...(more === 0
      ? []
      : [
          indented(
            8,
            faint(`${view.glyphs.more} and ${more} more that do not match (-v shows all)`),
          ),
        ]),
    ...withoutRules(gate).map(({ id }) =>
      indented(6, plain(`${id} has no ${direction} rules: ${isolatesOnly(direction)}`)),
    ),
  ];
}

/** The policies that isolate and have no rule in this direction. */
function withoutRules({ isolatedBy, missedBy }: GateExplanation): readonly PolicyRef[] {
  const having = new Set(missedBy.map(({ policy }) => policy));
  return isolatedBy.filter(({ id }) => !having.has(id));
}

function faint(text: string): Span {
  return { text, tone: 'faint' };
}
