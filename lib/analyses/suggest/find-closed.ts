import { DIRECTIONS, type Direction, type IntentEndpoint, type StatedFlow } from '../../kernel';
import type { Cluster } from '../../model';
import type { IntentOutcome, UnclaimedWorkload } from '../../results';
import type { PodEnd } from '../shared/workload-endpoints';
import { endOf, type Region } from './ends';
import { closable, type Gates } from './gates';
import { isAmong, type Known } from './known';
import { type Prove, tried } from './prover';

/** Pods for which nothing but what is stated passes in a direction. */
export interface Closed {
  readonly direction: Direction;
  readonly end: IntentEndpoint;
}

/** What can be closed today, and the known workloads of which that cannot be shown. */
export interface ClosedToday {
  readonly closed: readonly Closed[];
  readonly unclaimed: readonly UnclaimedWorkload[];
}

/** A known workload that is tried alone, because the pods among which it stands cannot be closed. */
interface Alone extends Closed {
  readonly row: PodEnd;
}

/** Closes all that is isolated: by the selectors of the policies where that holds, else by workload. */
export function closedToday(
  cluster: Cluster,
  gates: Gates,
  known: Known,
  { prove, given }: { readonly prove: Prove; readonly given: readonly StatedFlow[] },
): ClosedToday {
  const regions = DIRECTIONS.flatMap((direction) =>
    closable(cluster, gates[direction])
      .filter((region) => isWhole(gates[direction], region) || isInhabited(known, region))
      .map((region) => ({ direction, region, end: endOf(region) })),
  );
  const whole = tried(prove, regions, closing, given);
  const alone = DIRECTIONS.flatMap((direction) => {
    const ofDirection = (each: { readonly direction: Direction }) => each.direction === direction;
    const closed = whole.holding.filter(ofDirection).map(({ region }) => region);
    const open = whole.failing
      .map(({ candidate }) => candidate)
      .filter(ofDirection)
      .map(({ region }) => region);
    return known.rows
      .filter((row) => isAmong(row, open) && !isAmong(row, closed))
      .map((row): Alone => ({ direction, row, end: workloadEnd(row) }));
  });
  const single = tried(prove, alone, closing, given);
  return {
    closed: [...whole.holding, ...single.holding].map(({ direction, end }) => ({ direction, end })),
    unclaimed: single.failing.map(({ candidate: { row, direction }, outcome }) => ({
      id: row.endpoint.id,
      direction,
      reasons: reasonsOf(outcome),
    })),
  };
}

/** What is left beside pods that are open is worth a word only where somebody lives there. */
function isWhole({ isolated }: Gates[Direction], region: Region): boolean {
  return isolated.includes(region);
}

function isInhabited({ rows }: Known, region: Region): boolean {
  return rows.some((row) => isAmong(row, [region]));
}

function closing({ direction, end }: Closed) {
  return { kind: 'closed', pods: [end], directions: [direction] } as const;
}

function workloadEnd({ workload, endpoint }: PodEnd): IntentEndpoint {
  const { namespace, name, kind } = workload;
  const isShared = endpoint.id.startsWith(`${namespace}/${kind}/`);
  return { kind: 'workload', namespace, name, ...(isShared && { workloadKind: kind }) };
}

/** More reasons than this say nothing more. */
const TOLD = 3;

/** Why an intent cannot be claimed: first what is open, then where more passes than is stated. */
function reasonsOf({ violations, notes }: IntentOutcome): readonly string[] {
  const questions = violations.flatMap(({ reasons }) => reasons.map(({ question }) => question));
  const places = violations
    .filter(({ verdict }) => verdict === 'allowed')
    .flatMap(({ from, to, culprits: [culprit] }) => {
      const through = [culprit?.policy, culprit?.path].filter((part) => part !== undefined);
      const by = through.length === 0 ? '' : ` by ${through.join(' ')}`;
      return [`${from.id} reaches ${to.id}${by}, which no intent can say`];
    });
  const limits = notes.flatMap((note) =>
    note.kind === 'over-budget' ? [`an exact answer takes more than ${note.steps} steps`] : [],
  );
  return [...new Set([...questions, ...limits, ...places])].slice(0, TOLD);
}
