import { type Diagnostic, placeOf, type RelatedPlace } from '../../../kernel';
import type { IntentOutcome, Violation } from '../../../results';
import { isResting, noteText } from '../note-text';
import { culpritPlace, flowWords, violationWords } from './words';

/** How many violations of one intent are told; the others are counted. */
const TOLD = 3;

/** One broken intent: what it says, the flow that breaks it, and every place that lets that happen. */
export function brokenDiagnostic(outcome: IntentOutcome): Diagnostic {
  const [first, ...others] = outcome.violations;
  const what = first === undefined ? notesText(outcome) : violationWords(first, outcome);
  return {
    code: 'intents/broken',
    severity: severityOf(outcome),
    message: `intent \`${outcome.name}\` is broken: ${what}${expiryOf(outcome)}`,
    source: placeOf(outcome.source),
    related: [
      ...(first === undefined ? [] : culpritsOf(first)),
      ...others.slice(0, TOLD - 1).map(alsoBroken),
      ...moreThan(others.length + outcome.more - (TOLD - 1)),
    ],
    why: INTENT_WHY[outcome.kind],
    help: first === undefined ? 'correct the intent, or the manifests that it names' : first.help,
  };
}

/** What is wrong without a flow that shows it. */
function notesText({ notes }: IntentOutcome): string {
  return notes
    .filter((note) => !isResting(note))
    .map(noteText)
    .join('; ');
}

/** What each kind of intent demands. */
export const INTENT_WHY: Readonly<Record<IntentOutcome['kind'], string>> = {
  reaches: 'the flow must pass both gates, for every pod that is known',
  'never-reaches': 'policies add up: one that opens a flow opens it whatever the others say',
  'never-reaches-transitively':
    'whoever takes a pod goes on from there: every step opens what lies behind it',
  'reached-only-by': 'nothing may enter but what the intent names, from pods yet to come included',
  'reaches-only': 'nothing may leave but what the intent names, to pods yet to come included',
  closed: 'in a closed world nothing passes but what a typed construct states',
  'resolves-names': 'pods that cannot resolve names reach almost nothing, whatever else is allowed',
};

/** An expired acknowledgement is nobody's any more, so its failure is never only a warning. */
export function severityOf({ severity, acknowledged }: IntentOutcome): 'error' | 'warning' {
  return acknowledged?.state === 'expired' ? 'error' : severity;
}

/** `; it was acknowledged until 2026-01-31 (reason)`, or nothing. */
export function expiryOf({ acknowledged }: IntentOutcome): string {
  if (acknowledged?.state !== 'expired') return '';
  return `; it was acknowledged until ${acknowledged.until} (${acknowledged.reason})`;
}

function culpritsOf(violation: Violation): readonly RelatedPlace[] {
  return violation.culprits.map((culprit) => culpritPlace(culprit, violation));
}

function alsoBroken(violation: Violation): RelatedPlace {
  const [culprit] = culpritsOf(violation);
  const message = [`also ${flowWords(violation)}`, ...(culprit ? [culprit.message] : [])];
  const source = culprit?.source;
  return { message: message.join(': '), ...(source !== undefined && { source }) };
}

function moreThan(count: number): readonly RelatedPlace[] {
  return count > 0 ? [{ message: `and ${count} more` }] : [];
}
