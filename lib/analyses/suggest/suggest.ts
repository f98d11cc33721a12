import { type Statement, writtenIntent } from '../../kernel';
import type { Cluster } from '../../model';
import type { Profile } from '../../platform';
import type { SuggestedIntent, SuggestResult } from '../../results';
import type { Draft } from './draft';
import { draftClosed, type Place } from './draft-closed';
import { draftGeneral } from './draft-general';
import { closedToday } from './find-closed';
import { flowsToday } from './find-flows';
import { stated } from './flows';
import { gatesIn, gatesOf } from './gates';
import { knownIn } from './known';
import { mergeFlows, statedGroup } from './merge-flows';
import { nameOf, uniqueNames } from './names';
import { openWorkloads } from './open-workloads';
import { inOrder } from './order';
import type { Prove } from './prover';
import { type SuggestQuery, scopeOf } from './scope';
import { suggestionsOf } from './suggestion';
import { refuseTooMany } from './too-many';

export type { Prove } from './prover';
export type { SuggestQuery } from './scope';

/**
 * Proposes intents that hold today and pin what is reachable: for all that is isolated, that nothing
 * passes but what rules let through today, and that this does. What nothing isolates is not pinned,
 * and what cannot be shown is not claimed; the answer names both.
 *
 * @param prove `checkIntents` of the same cluster and profile
 * @throws {UsageError} where more than `maxTried` statements would have to be proven
 */
export function suggest(
  cluster: Cluster,
  profile: Profile,
  prove: Prove,
  query: SuggestQuery = {},
): SuggestResult {
  const scope = scopeOf(query);
  const gates = gatesOf(cluster);
  const asked = gatesIn(gates, scope.isAsked);
  refuseTooMany(asked, query.maxTried);
  const known = knownIn(cluster, scope);
  const place: Place = { cluster, known };
  const flows = flowsToday(cluster, { gates, asked }, prove);
  const given = flows.map(stated);
  const { closed, unclaimed } = closedToday(cluster, asked, known, { prove, given });
  const worlds = draftClosed(place, closed, flows);
  const opened = mergeFlows(worlds.flows).map(
    (group): Draft => ({
      claim: { kind: 'reaches', flows: [statedGroup(group)] },
      policies: group.policies,
    }),
  );
  const drafts = [
    ...draftGeneral(place, scope, prove, given),
    ...inOrder([...worlds.drafts, ...opened]),
  ];
  const suggestions = proven(place, drafts, prove);
  return {
    schemaVersion: '1',
    profile: profile.name,
    suggestions,
    open: openWorkloads(asked, known),
    unclaimed,
    summary: {
      intents: suggestions.length,
      workloads: known.rows.length,
      policies: cluster.policies.filter(({ namespace }) => scope.isAsked(namespace)).length,
    },
  };
}

/** The drafts with their names, without any that does not hold beside the others. */
function proven(place: Place, drafts: readonly Draft[], prove: Prove): readonly SuggestedIntent[] {
  const names = uniqueNames(drafts.map(({ claim }) => nameOf(claim, place.known)));
  let left = drafts.flatMap((draft, index) =>
    suggestionsOf(place.known, draft, names[index] ?? ''),
  );
  for (;;) {
    const { intents } = prove(left.map(statementOf));
    const holding = left.filter((_, index) => intents[index]?.verdict === 'holds');
    if (holding.length === left.length) return left;
    left = holding;
  }
}

function statementOf({ intent }: SuggestedIntent): Statement {
  return writtenIntent(intent, { name: intent.name, severity: intent.severity });
}
