import type { Statement } from '../../kernel';
import type { Cluster } from '../../model';
import type { Profile } from '../../platform';
import type { IntentOutcome, IntentsResult } from '../../results';
import { outcomeOf } from './outcome';
import { prove } from './prove';
import { universeOf } from './universe';
import { worldOf } from './world';

/** What is asked of a cluster. */
export interface IntentsQuery {
  /** Everything that constructs and files say: the intents to prove, and the flows that are meant. */
  readonly statements: readonly Statement[];
  /** The day on which acknowledgements are judged, `YYYY-MM-DD`. */
  readonly today: string;
  /** How many steps the exact answer about possible pods may take, for each pair of ends. @default - 1,000,000 */
  readonly budget?: number;
  /** Told how many of the intents have been decided. @default - nobody is told */
  readonly progress?: (done: number, total: number) => void;
}

const BUDGET = 1_000_000;

/**
 * Proves intents over the union of all policies: for the pods that are known, and for every pod that
 * could come to exist, with any legal labels and port names, in any namespace, on the pod network.
 * Exact: `holds` means that no such pod breaks it under any reading of what the profile leaves open.
 */
export function checkIntents(
  cluster: Cluster,
  profile: Profile,
  { statements, today, budget = BUDGET, progress }: IntentsQuery,
): IntentsResult {
  const world = worldOf(cluster, profile, statements, budget);
  const stated = statements.flatMap((statement) =>
    statement.intents.map((intent) => ({ intent, statement, today })),
  );
  const outcomes = stated.map((each, done) => {
    progress?.(done, stated.length);
    return outcomeOf(world, each, prove(world, each.intent));
  });
  return {
    schemaVersion: '1',
    profile: profile.name,
    intents: outcomes,
    universe: universeOf(
      cluster,
      stated.map(({ intent }) => intent),
    ),
    summary: summaryOf(outcomes),
  };
}

function summaryOf(outcomes: readonly IntentOutcome[]): IntentsResult['summary'] {
  const counting = (verdict: IntentOutcome['verdict']) =>
    outcomes.filter((each) => each.verdict === verdict).length;
  const failing = outcomes.filter(({ verdict }) => verdict !== 'holds');
  const isAcknowledged = ({ acknowledged }: IntentOutcome) => acknowledged?.state === 'counts';
  return {
    holds: counting('holds'),
    broken: counting('broken'),
    undecided: counting('undecided'),
    acknowledged: failing.filter(isAcknowledged).length,
    warnings: failing.filter((each) => each.severity === 'warning' && !isAcknowledged(each)).length,
  };
}
