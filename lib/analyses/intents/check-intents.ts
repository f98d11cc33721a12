import type { Statement } from '../../kernel';
import type { Cluster } from '../../model';
import type { Profile } from '../../platform';
import type { IntentsResult } from '../../results';

/** What is asked of a cluster. */
export interface IntentsQuery {
  /** Everything that constructs and files say: the intents to prove, and the flows that are meant. */
  readonly statements: readonly Statement[];
  /** The day on which acknowledgements are judged, `YYYY-MM-DD`. */
  readonly today: string;
  /** How many steps one question about possible pods may take. @default - 100,000 */
  readonly budget?: number;
}

/** Proves intents over the union of all policies, for the pods that are known and all that could exist. */
export function checkIntents(
  _cluster: Cluster,
  profile: Profile,
  _query: IntentsQuery,
): IntentsResult {
  return {
    schemaVersion: '1',
    profile: profile.name,
    intents: [],
    universe: [],
    summary: { holds: 0, broken: 0, undecided: 0, acknowledged: 0, warnings: 0 },
  };
}
