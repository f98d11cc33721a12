import { hasPassed, type Intent, type Source, type Statement } from '../../kernel';
import type { IntentNote, IntentOutcome, Violation } from '../../results';
import type { Broken, Proof } from './prove';
import { violationOf } from './violation';
import { wordsOf } from './words';
import type { World } from './world';

/** An intent, who states it, and the day on which it is judged. */
export interface Asked {
  readonly intent: Intent;
  readonly statement: Statement;
  readonly today: string;
}

/** Of one intent, more violations than this are counted and not listed. */
const LISTED = 100;
/** And to more of them than this, nobody reads what would change them. */
const ADVISED = 3;

/** What the answer says of one intent. */
export function outcomeOf(world: World, asked: Asked, { broken, notes }: Proof): IntentOutcome {
  const { intent, statement } = asked;
  const told = unique(notes);
  const verdict = verdictOf(intent, broken, told);
  const certainFirst = [...broken].sort((a, b) => Number(isCertain(b)) - Number(isCertain(a)));
  const listed = distinct(
    certainFirst.slice(0, LISTED).map(({ finding, demand }, index) => {
      const detail = index < ADVISED ? {} : ({ detail: 'deciding rules' } as const);
      return violationOf(world, finding, demand, detail);
    }),
  );
  return {
    name: intent.name,
    kind: intent.kind,
    severity: intent.severity,
    verdict,
    ...wordsOf(intent),
    source: sourceOf(statement),
    violations: listed,
    more: Math.max(0, broken.length - LISTED),
    notes: told,
    ...acknowledgedAs(asked, verdict),
  };
}

/** What an answer rests on, and that leaves nothing open. */
const RESTING: ReadonlySet<IntentNote['kind']> = new Set([
  'stand-in',
  'taken-for',
  'misspelt',
  'other-dns',
]);

/** A flow that certainly is not as it should be breaks an intent; one that may not be leaves it open. */
function verdictOf(
  { kind }: Intent,
  broken: readonly Broken[],
  notes: readonly IntentNote[],
): IntentOutcome['verdict'] {
  if (
    broken.some(isCertain) ||
    notes.some((note) => note.kind === 'unknown-port' && kind !== 'never-reaches')
  )
    return 'broken';
  const isOpen = notes.some(({ kind: note }) => !RESTING.has(note));
  return broken.length > 0 || isOpen ? 'undecided' : 'holds';
}

function isCertain({ finding, demand }: Broken): boolean {
  if (finding.doubtful === true) return false;
  return finding.verdict === (demand.flows === 'must-pass' ? 'denied' : 'allowed');
}

/** A flow of a pod that does not exist adds nothing where a known one shows the same place. */
function distinct(violations: readonly Violation[]): readonly Violation[] {
  const isKnown = ({ from, to }: Violation) =>
    from.kind !== 'possible-pod' && to.kind !== 'possible-pod';
  const known = new Set(violations.filter(isKnown).map(placesOf));
  return violations.filter((each) => isKnown(each) || !known.has(placesOf(each)));
}

function placesOf({ culprits, verdict }: Violation): string {
  return JSON.stringify([verdict, culprits.map(({ policy, path, kind }) => [kind, policy, path])]);
}

function unique(notes: readonly IntentNote[]): readonly IntentNote[] {
  return [...new Map(notes.map((note) => [JSON.stringify(note), note])).values()];
}

function sourceOf({ source, typescript, construct }: Statement): Source {
  if (source !== undefined) return source;
  return {
    file: typescript?.file ?? '(in memory)',
    ...(typescript !== undefined && { line: typescript.line, column: typescript.column }),
    ...(construct !== undefined && { construct }),
  };
}

function acknowledgedAs(
  { intent: { acknowledged }, today }: Asked,
  verdict: IntentOutcome['verdict'],
): Pick<IntentOutcome, 'acknowledged'> {
  if (acknowledged === undefined) return {};
  const standing = hasPassed(acknowledged.until, today) ? 'expired' : 'counts';
  const state = verdict === 'holds' ? 'unused' : standing;
  return { acknowledged: { ...acknowledged, state } };
}
