import type { Intent, IntentEndpoint, PortSpec, Source, Statement } from '../../kernel';
import type { IntentNote, IntentOutcome, Violation } from '../../results';
import type { Broken, Proof } from './prove';
import { violationOf } from './violation';
import { endsWords, portWords } from './words';
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
  const isOpen = notes.some(({ kind: note }) => note !== 'stand-in');
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

interface Words {
  readonly from: string;
  readonly to: string;
  readonly ports?: string;
}

function wordsOf(intent: Intent): Words {
  switch (intent.kind) {
    case 'closed': {
      const [only, ...both] = intent.directions;
      const pods = endsWords(intent.pods);
      if (both.length > 0) return { from: pods, to: 'anyone, either way' };
      return only === 'egress' ? { from: pods, to: 'anyone' } : { from: 'anyone', to: pods };
    }
    case 'resolves-names':
      return { from: endsWords(intent.from), to: 'cluster DNS' };
    case 'reaches':
    case 'never-reaches':
    case 'reached-only-by':
    case 'reaches-only': {
      const ends = (side: 'from' | 'to'): readonly IntentEndpoint[] =>
        intent.flows.flatMap((flow) => flow[side]);
      const sealed = { from: ends('from'), to: ends('to') };
      const { from, to } = { ...sealed, ...sealedEnds(intent) };
      const ports: readonly PortSpec[] = intent.flows.flatMap((flow) => flow.ports ?? []);
      const isEvery = intent.flows.some((flow) => flow.ports === undefined);
      const said = isEvery || ports.length === 0 ? {} : { ports: portWords(uniquePorts(ports)) };
      return { from: endsWords(from), to: endsWords(to), ...said };
    }
  }
}

function sealedEnds(intent: Intent): Partial<Record<'from' | 'to', readonly IntentEndpoint[]>> {
  if (intent.kind === 'reached-only-by') return { to: intent.to };
  return intent.kind === 'reaches-only' ? { from: intent.from } : {};
}

function uniquePorts(ports: readonly PortSpec[]): readonly PortSpec[] {
  return [...new Map(ports.map((port) => [JSON.stringify(port), port])).values()];
}

function acknowledgedAs(
  { intent: { acknowledged }, today }: Asked,
  verdict: IntentOutcome['verdict'],
): Pick<IntentOutcome, 'acknowledged'> {
  if (acknowledged === undefined) return {};
  const { until } = acknowledged;
  const isExpired = until !== undefined && until < today;
  const state = verdict === 'holds' ? 'unused' : isExpired ? 'expired' : 'counts';
  return { acknowledged: { ...acknowledged, state } };
}
