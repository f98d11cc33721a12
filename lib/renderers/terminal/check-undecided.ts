import { compareText, groupBy } from '../../kernel';
import type { IntentOutcome, OpenQuestion, Violation } from '../../results';
import { brokenLines, noteLines, titleLines } from './check-broken';
import type { CheckView } from './check-view';
import { commandLines, flowLines, possibleLines, violationLines } from './check-violation';
import { indented, type Line, plain } from './line';
import { paragraph } from './paragraph';

/** One intent, and those of its violations that wait for the same facts. */
interface Waiting {
  readonly outcome: IntentOutcome;
  readonly violations: readonly Violation[];
}

/** Undecided intents by what would settle them: each cause once, however many wait for it. */
export function undecidedLines(intents: readonly IntentOutcome[], view: CheckView): Line[] {
  const waiting = intents.flatMap((outcome) => {
    const violations = outcome.violations.filter(({ reasons }) => reasons.length > 0);
    const causes = groupBy(violations, causeOf);
    return [...causes].map(([cause, alike]) => ({ cause, outcome, violations: alike }));
  });
  const withoutCause = intents.filter(
    (outcome) => !waiting.some((each) => each.outcome === outcome),
  );
  return [
    ...[...groupBy(waiting, ({ cause }) => cause).values()].flatMap((group) =>
      causeLines(group, view),
    ),
    ...withoutCause.flatMap((outcome) => brokenLines(outcome, view)),
  ];
}

function causeOf({ reasons }: Violation): string {
  return reasons
    .map(({ id }) => id)
    .sort(compareText)
    .join(', ');
}

function causeLines(group: readonly Waiting[], view: CheckView): Line[] {
  const questions = group[0]?.violations[0]?.reasons ?? [];
  return [
    ...questionLines(questions, view),
    ...group.flatMap((each, i) => waitingLines(each, i === 0 ? 'in-full' : 'in-short', view)),
  ];
}

/** What is not known, and how to tell it. Flags are never broken: they are there to be copied. */
function questionLines(questions: readonly OpenQuestion[], { width }: CheckView): Line[] {
  const flags = questions.flatMap(({ id, outcomes = [] }) =>
    outcomes.length === 0 ? [] : [`--assume ${id}=${outcomes.map(({ value }) => value).join('|')}`],
  );
  const ways = flags.length === 0 ? [] : [...flags, '--profile NAME, where the plugin is known'];
  return [
    [{ text: 'Undecided until this is known', tone: 'heading' }],
    ...questions.flatMap(({ id, question }) =>
      paragraph(`${id}: ${question}`, { indent: 2, width }),
    ),
    ...ways.map((way, i) =>
      indented(
        2,
        { text: i === 0 ? 'settle' : 'or', tone: 'heading' },
        plain(`${i === 0 ? '' : '    '}  ${way}`),
      ),
    ),
    [],
  ];
}

function waitingLines(
  { outcome, violations }: Waiting,
  detail: 'in-full' | 'in-short',
  view: CheckView,
): Line[] {
  const [first] = violations;
  if (first === undefined) return [];
  const isFull = detail === 'in-full' || view.details === 'all';
  const more = violations.length - 1 + outcome.more;
  return [
    ...titleLines(outcome, view),
    ...(isFull
      ? violationLines({ ...first, help: '' }, view)
      : [...flowLines(first, view), ...possibleLines(first, view), ...commandLines(first, view)]),
    ...(more === 0 ? [] : [indented(2, plain(`${view.glyphs.more} and ${more} more`))]),
    ...noteLines(outcome, view),
    [],
  ];
}
