import type { Culprit, GateExplanation, RuleRef } from '../../results';
import { type CheckView, placesText } from './check-view';
import { predicateLines } from './explain-rule';
import { exemptionText, notGoverned, VERDICT_SPANS } from './explain-words';
import { indented, type Line, plain, type Span, widthOf } from './line';
import { labelled } from './paragraph';

/** What the lines about one half of a flow need beside its own data. */
export interface HalfView extends CheckView {
  readonly subject: string;
  readonly other: string;
  readonly ports: string;
  readonly culprits: readonly Culprit[];
}

const INDENT = 4;
const TEXT_AT = 9;

/** One half of a flow: its verdict, and the one rule that decides, or comes closest. */
export function halfLines(gate: GateExplanation, view: HalfView): Line[] {
  const { why, rules, shown } = reasonFor(gate, view.subject);
  const [rule] = rules;
  const verdict = VERDICT_SPANS[gate.verdict];
  const title = labelled({ text: gate.direction, tone: 'heading' }, `${verdict.text}${why}`, {
    indent: INDENT,
    at: TEXT_AT,
    width: view.width,
  });
  const more = rules.length - 1;
  return [
    ...coloured(title, verdict),
    ...(rule === undefined ? [] : ruleLines(rule, gate, view)),
    ...(rule === undefined || more === 0 || shown === 'closest'
      ? []
      : [indented(8, faint(`${view.glyphs.more} and ${more} more`))]),
  ];
}

interface Reason {
  /** What follows the verdict. */
  readonly why: string;
  /** Rules that decide, the telling one first. */
  readonly rules: readonly RuleRef[];
  readonly shown: 'first' | 'closest';
}

function reasonFor(gate: GateExplanation, subject: string): Reason {
  const { verdict, direction, isolatedBy, allowedBy, undecidedBy, missedBy } = gate;
  const policies = isolatedBy.map(({ id }) => id).join(', ');
  const nothing = { rules: [], shown: 'first' } as const;
  switch (verdict) {
    case 'allowed':
      return allowedBy.length > 0
        ? { why: ' by', rules: allowedBy, shown: 'first' }
        : { why: `: ${freedom(gate, subject)}`, ...nothing };
    case 'undecided':
      return undecidedBy.length > 0
        ? { why: ', may be allowed by', rules: undecidedBy, shown: 'first' }
        : { why: doubt(policies), ...nothing };
    case 'denied':
      return missedBy.length > 0
        ? { why: `: isolated by ${policies}; closest rule`, rules: missedBy, shown: 'closest' }
        : { why: `: isolated by ${policies}, without ${direction} rules`, ...nothing };
  }
}

function doubt(policies: string): string {
  return policies === ''
    ? ': policies of kinds that are not modelled may decide'
    : `: whether these apply to it: ${policies}`;
}

function freedom({ exemption, isolatedBy, direction }: GateExplanation, subject: string): string {
  if (exemption !== undefined) return exemptionText(exemption, subject);
  return isolatedBy.length > 0
    ? notGoverned(subject)
    : `no policy isolates ${subject} for ${direction}`;
}

/** The rule without its place where the culprit above it has told it. */
function ruleLines(rule: RuleRef, { direction }: GateExplanation, view: HalfView): Line[] {
  const isTold = view.culprits.some(
    ({ policy, path }) => policy === rule.policy && path === rule.path,
  );
  const name = `${rule.policy} ${rule.path}`;
  const place = faint(placesText(rule.source));
  const fits = 8 + widthOf(name) + 2 + widthOf(place.text) <= view.width;
  return [
    ...(isTold ? [indented(8, plain(name))] : []),
    ...(!isTold && fits ? [indented(8, plain(`${name}  `), place)] : []),
    ...(!isTold && !fits ? [indented(8, plain(name)), indented(8, place)] : []),
    ...fitted(predicateLines(rule, direction, view), view),
  ];
}

/** A table that is too wide loses its columns, and a row that still is gets its last cell below it. */
function fitted(lines: readonly Line[], { width }: HalfView): Line[] {
  if (lines.every((line) => lengthOf(line) <= width)) return [...lines];
  return lines.flatMap(([indent, ...cells]) => {
    const isFill = ({ text }: Span) => text.trim() === '';
    const close = cells.map((cell) => (isFill(cell) ? plain('  ') : cell));
    const line = indent === undefined ? close : [indent, ...close];
    const last = close.at(-1);
    return last === undefined || isFill(last) || lengthOf(line) <= width
      ? [line]
      : [line.slice(0, -1), indented(12, last)];
  });
}

function lengthOf(line: Line): number {
  const last = line.findLastIndex(({ text }) => text.trim() !== '');
  return line.slice(0, last + 1).reduce((sum, { text }) => sum + widthOf(text), 0);
}

/** The same lines with the verdict, which their text begins with, in its colour. */
function coloured([first = [], ...others]: readonly Line[], verdict: Span): Line[] {
  const line = first.flatMap((span): Line => {
    if (!span.text.startsWith(verdict.text)) return [span];
    return [verdict, plain(span.text.slice(verdict.text.length))];
  });
  return [line, ...others];
}

function faint(text: string): Span {
  return { text, tone: 'faint' };
}
