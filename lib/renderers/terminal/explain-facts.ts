import type { DecidingFact, ExplainCase, ExplainResult, OpenQuestion } from '../../results';
import { VERDICT_SPANS } from './explain-words';
import { indented, type Line, plain, type Span } from './line';
import { type Row, tableLines } from './table';

/** Said first of all: nothing below it protects anything. */
export function notEnforcedLines({ explanations, profile }: ExplainResult): Line[] {
  const isOff = explanations
    .flatMap(({ cases }) => cases)
    .some((each) =>
      [each.egress, each.ingress].some(({ exemption }) => exemption === 'not-enforced'),
    );
  return isOff ? enforcementBanner(profile) : [];
}

/** The words of it. */
export function enforcementBanner(profile: string): Line[] {
  const text = `NOT ENFORCED: by profile ${profile} this cluster ignores every NetworkPolicy, so everything is allowed`;
  return [[{ text, tone: 'denied' }], []];
}

/** Why a gate is decided that the API leaves open: the facts of the profile, each with its source. */
export function factLines(facts: readonly DecidingFact[] = [], profile: string): Line[] {
  return facts.map(({ id, value, source }) => {
    const why = source === undefined ? '' : ` (${source})`;
    return indented(6, { text: `because ${profile}: ${id}=${value}${why}`, tone: 'faint' });
  });
}

/** The questions an undecided verdict waits for, what each answer makes of it, and how to give it. */
export function questionLines({ reasons }: Pick<ExplainCase, 'reasons'>): Line[] {
  const rows = reasons.map(({ id, question }, i) => [
    heading(i === 0 ? 'undecided until' : ''),
    plain(id),
    plain(question),
  ]);
  const answers = reasons.flatMap(answerRows);
  return [
    ...tableLines(rows, 1),
    ...(answers.length === 0 ? [] : [[], ...tableLines(answers, 1)]),
    indented(1, {
      text: 'to settle it, declare it: --assume, or --profile NAME where the plugin is known',
      tone: 'faint',
    }),
  ];
}

function answerRows({ id, outcomes = [] }: OpenQuestion): readonly Row[] {
  return outcomes.map(({ value, verdict }) => [
    plain(`--assume ${id}=${value}`),
    VERDICT_SPANS[verdict],
  ]);
}

function heading(text: string): Span {
  return { text, tone: 'heading' };
}
