import { type Direction, formatCodeLine, formatSource, type Source } from '../../kernel';
import type { Predicate, RuleRef } from '../../results';
import { ANY_PEER, ANY_PORT, hasText } from './explain-words';
import { indented, type Line, plain, type Span } from './line';
import type { Glyphs, Tone } from './style';
import { type Row, tableLines } from './table';

/** What the words about a rule depend on. */
interface RuleView {
  readonly other: string;
  readonly ports: string;
  readonly glyphs: Glyphs;
}

/** One rule: where it is written, and each of its conditions with its outcome. */
export function ruleLines(rule: RuleRef, direction: Direction, view: RuleView): Line[] {
  const { glyphs } = view;
  const others = rule.ofPeers === undefined ? '' : `(closest of ${rule.ofPeers} peers)  `;
  const title = indented(8, plain(`${rule.policy}  ${rule.path}  ${others}`), {
    text: sourceText(rule.source, glyphs),
    tone: 'faint',
  });
  return [title, ...predicateLines(rule, direction, view)];
}

/** The conditions of a rule, each with its outcome. */
export function predicateLines(rule: RuleRef, direction: Direction, view: RuleView): Line[] {
  const { glyphs } = view;
  const peers = rule.predicates.filter(({ on }) => on !== 'port');
  const ports = rule.predicates.filter(({ on }) => on === 'port');
  const rows = [
    ...(peers.length === 0 ? [anything(ANY_PEER[direction], glyphs)] : peers.map(toRow(view))),
    ...(ports.length === 0 ? [anything(ANY_PORT, glyphs)] : ports.map(toRow(view))),
  ];
  return tableLines(rows, 10);
}

/** `file:line:column`, and the line of TypeScript behind it where it is known; that alone for what stands in no file. */
export function sourceText(source: Source, glyphs: Glyphs): string {
  const { typescript, line } = source;
  const yaml = formatSource(source);
  if (typescript === undefined) return yaml;
  const code = formatCodeLine(typescript);
  return line === undefined ? code : `${yaml}  ${glyphs.causedBy} ${code}`;
}

const TONES: Readonly<Record<Predicate['holds'], Tone>> = {
  yes: 'allowed',
  no: 'denied',
  unknown: 'undecided',
};

function toRow(view: RuleView): (predicate: Predicate) => Row {
  const { yes, no, unknown } = view.glyphs;
  const signs = { yes, no, unknown };
  return (predicate) => {
    const { on, wants, holds } = predicate;
    const sign: Span = { text: signs[holds], tone: TONES[holds] };
    const why = holds === 'yes' ? '' : hasText(predicate, view.other, view.ports);
    return [plain(`${on} ${wants}`), sign, plain(why)];
  };
}

function anything(text: string, { yes }: Glyphs): Row {
  return [plain(text), { text: yes, tone: 'allowed' }, plain('')];
}
