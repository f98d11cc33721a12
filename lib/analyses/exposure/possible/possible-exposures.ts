import { podClasses } from '../../../engine';
import type { Direction } from '../../../kernel';
import type { Namespace } from '../../../model';
import type { Exposure } from '../../../results';
import type { PodEnd } from '../../shared/workload-endpoints';
import type { Context } from '../context';
import { evaluatorsWith } from './evaluators';
import { type Everywhere, mergePlaces } from './merge';
import type { AlikePlaces } from './places';
import { type PossibleRow, rowsAt } from './rows';
import { gatesAlone, type Search, searchIn } from './search';
import { somebodyIn } from './somebody';
import type { At, FoundAt, Gates } from './weigh';

/** What passes between a workload and pods that do not exist yet. */
export interface PossibleAnswer {
  readonly exposures: readonly Exposure[];
  readonly overBudget: boolean;
}

/**
 * What passes between each of these workloads and pods that do not exist yet, in a direction of the
 * workloads: in its own namespace, in others, and in new ones.
 */
export function possibleExposures(
  context: Context,
  direction: Direction,
  subjects: readonly PodEnd[],
  budget: number,
): (subject: PodEnd) => PossibleAnswer {
  const { cluster, profile } = context;
  const alone = gatesAlone(cluster, direction);
  const searches = {
    both: searchIn(cluster, profile, direction),
    own: searchIn(alone, profile, direction),
  };
  const classOf = podClasses(cluster);
  const found = new Map<number, readonly FoundAt[] | undefined>();
  for (const subject of subjects) {
    const key = classOf(subject.pods[0]);
    if (!found.has(key)) found.set(key, somebodyIn(context, direction, searches, subject, budget));
  }
  const namespaces = [...found.values()].flatMap((each) => each ?? []);
  const gates: Gates = {
    both: evaluatorsWith(context, cluster, namespaces.flatMap(newNamespaces)),
    own: evaluatorsWith(context, alone, namespaces.flatMap(newNamespaces)),
  };
  const rowsOf = rowsOnce({ context, direction, gates }, searches.both);
  const { created } = searches.both.places;
  const everywhere = { existing: cluster.namespaces.size, possible: created };
  const answers = new Map<number, PossibleAnswer>();
  return (subject) => {
    const key = classOf(subject.pods[0]);
    const known = answers.get(key) ?? answer(everywhere, rowsOf, subject, found.get(key));
    answers.set(key, known);
    return known;
  };
}

function newNamespaces({ both, own }: FoundAt): readonly Namespace[] {
  return [both, own].flatMap((found) =>
    [found?.plain, ...(found?.strangers ?? [])].flatMap((each) => each?.namespace ?? []),
  );
}

/** Pods that a place cannot tell apart have the same rows about it. */
function rowsOnce(
  at: Omit<At, 'subject'>,
  { likeness }: Search,
): (subject: PodEnd, found: FoundAt) => readonly PossibleRow[] {
  const known = new Map<AlikePlaces, Map<string, readonly PossibleRow[]>>();
  return (subject, found) => {
    const here = known.get(found.at) ?? new Map<string, readonly PossibleRow[]>();
    known.set(found.at, here);
    const key = likeness(subject.pods[0], found.at.place);
    const rows = here.get(key) ?? rowsAt({ ...at, subject }, found);
    here.set(key, rows);
    return rows;
  };
}

function answer(
  everywhere: Everywhere,
  rowsOf: ReturnType<typeof rowsOnce>,
  subject: PodEnd,
  found: readonly FoundAt[] | undefined,
): PossibleAnswer {
  if (found === undefined) return { exposures: [], overBudget: true };
  const rows = found.flatMap((each) => rowsOf(subject, each));
  return { exposures: mergePlaces(rows, everywhere), overBudget: false };
}
