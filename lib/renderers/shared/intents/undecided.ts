import { count, type Diagnostic, groupBy, placeOf, type RelatedPlace } from '../../../kernel';
import type { IntentNote, IntentOutcome, OpenQuestion } from '../../../results';
import { asksCluster, noteText } from '../note-text';
import { expiryOf, severityOf } from './broken';
import { flowWords } from './words';

/** Why an intent is undecided, and what would settle it. */
export interface Cause {
  readonly id: string;
  readonly what: string;
  readonly help: string;
}

interface Case {
  readonly outcome: IntentOutcome;
  readonly cause: Cause;
}

/** How many intents of one cause are named; the others are counted. */
const NAMED = 5;

/** One diagnostic for each cause, because one answer settles all that wait for it. */
export function undecidedDiagnostics(outcomes: readonly IntentOutcome[]): readonly Diagnostic[] {
  const cases = outcomes.flatMap((outcome) =>
    causesOf(outcome).map((cause): Case => ({ outcome, cause })),
  );
  const groups = groupBy(cases, ({ outcome, cause }) => `${severityOf(outcome)} ${cause.id}`);
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    return first === undefined ? [] : [diagnosticOf(first, group)];
  });
}

function diagnosticOf({ outcome, cause }: Case, group: readonly Case[]): Diagnostic {
  const who =
    group.length === 1 ? `intent \`${outcome.name}\` is` : `${count(group.length, 'intent')} are`;
  const more = group.length - NAMED;
  return {
    code: 'intents/undecided',
    severity: severityOf(outcome),
    message: `${who} undecided: ${cause.what}`,
    source: placeOf(outcome.source),
    related: [
      ...group.slice(0, NAMED).map((each) => waiting(each.outcome)),
      ...(more > 0 ? [{ message: `and ${more} more` }] : []),
    ],
    why: 'what is not known is not guessed: an undecided intent proves nothing',
    help: cause.help,
  };
}

function waiting(outcome: IntentOutcome): RelatedPlace {
  const [first] = outcome.violations;
  const flow = first === undefined ? '' : `: ${flowWords(first)}`;
  return {
    message: `intent \`${outcome.name}\`${flow}${expiryOf(outcome)}`,
    source: placeOf(outcome.source),
  };
}

/** What leaves an intent undecided, each cause once. */
export function causesOf({ violations, notes }: IntentOutcome): readonly Cause[] {
  const causes = [
    ...violations.flatMap(({ reasons, help }) =>
      reasons.map((question) => questionCause(question, help)),
    ),
    ...notes.flatMap(noteCause),
  ];
  const distinct = new Map(causes.map((cause) => [cause.id, cause]));
  return distinct.size === 0 ? [UNKNOWN] : [...distinct.values()];
}

const UNKNOWN: Cause = {
  id: '',
  what: 'the cluster is not described well enough',
  help: 'describe it in the profile of the app',
};

function questionCause({ id, question, outcomes = [] }: OpenQuestion, help: string): Cause {
  const answers = outcomes.map(({ value }) =>
    /^(true|false)$/.test(value) ? value : `'${value}'`,
  );
  if (answers.length === 0) return { id, what: question, help };
  const answer = `answer it in the profile: assume: { '${id}': ${answers.join(' or ')} }`;
  return { id, what: question, help: answer };
}

function noteCause(note: IntentNote): readonly Cause[] {
  const cause = (id: string, help: string): readonly Cause[] => [
    { id, what: noteText(note), help },
  ];
  switch (note.kind) {
    case 'unknown-end':
      return cause(
        `unknown ${note.end}`,
        'correct the name, add its manifests, or declare it in the inventory',
      );
    case 'unknown-port':
      return cause(
        `port ${note.end} ${note.port}`,
        'correct the port: a name of a container port, or a number',
      );
    case 'sidecar-port':
      return cause(
        'sidecar-named-ports',
        "answer it in the profile: assume: { 'sidecar-named-ports': true or false }",
      );
    case 'no-selector':
      return cause(
        `no selector ${note.end}`,
        'name the pods, or the addresses, instead of the Service',
      );
    case 'over-budget':
      return cause(
        'over-budget',
        'split the intent, or use fewer labels in the selectors it meets',
      );
    case 'unknown-dns':
      return cause(
        `dns ${note.end}`,
        `open the name servers that it asks, and name them in \`dns\` of the profile; or write dnsPolicy: ${asksCluster(note)}`,
      );
    case 'nobody':
      return cause(
        `nobody ${note.end}`,
        'correct the selector, or add the manifests of the pods that are meant',
      );
    case 'stand-in':
    case 'taken-for':
    case 'misspelt':
    case 'other-dns':
      return [];
  }
}
