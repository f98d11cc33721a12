import { type Meter, podClasses } from '../../../engine';
import { type Direction, groupBy, once } from '../../../kernel';
import type { Cluster, Namespace, Pod } from '../../../model';
import type { Exposure } from '../../../results';
import { isTouched } from '../../shared/isolation';
import type { PodEnd } from '../../shared/workload-endpoints';
import type { Context } from '../context';
import { evaluatorsWith } from './evaluators';
import { type Everywhere, mergePlaces } from './merge';
import type { AlikePlaces } from './places';
import { type PossibleRow, rowsAt } from './rows';
import { gatesAlone, type PlaceFound, type Search, searchIn } from './search';
import { movedTo, type Stranger } from './strangers';
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
    if (!found.has(key)) found.set(key, search(context, direction, searches, subject, budget));
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

/** Where somebody gets something through to a workload; undefined where that takes too many steps. */
function search(
  { cluster, profile }: Context,
  direction: Direction,
  { both, own }: Readonly<Record<'both' | 'own', Search>>,
  { pods: [pod] }: PodEnd,
  budget: number,
): readonly FoundAt[] | undefined {
  const meter = { budget, steps: 0 };
  const hasOwn = !isTouched(cluster, profile, pod);
  const ownGate = ownSearch(own, pod, meter);
  const lookAt = (at: AlikePlaces): FoundAt | undefined => {
    const alone = hasOwn ? ownGate(at) : undefined;
    if (hasOwn && alone === undefined) return undefined;
    const isSame = alone !== undefined && (isEmpty(alone) || hasNoGate(cluster, at, direction));
    const through = isSame ? alone : both.between(pod, at, meter);
    return through && { at, both: through, own: alone };
  };
  // Whom its own gate does not let through does not get through both.
  const named = hasOwn ? both.mayPass(pod) : 'anywhere';
  const { places } = both;
  const near =
    named === 'anywhere' ? places.around(pod.namespace) : places.among(pod.namespace, named);
  const somebody: FoundAt[] = [];
  for (const at of near) {
    const found = lookAt(at);
    if (found === undefined) return undefined;
    if (isAnybody(found)) somebody.push(found);
  }
  return somebody;
}

function isAnybody({ both, own }: FoundAt): boolean {
  return !isEmpty(both) || (own !== undefined && !isEmpty(own));
}

/** To a gate alone more places are alike than where policies of the places count. */
function ownSearch(
  { between, places }: Search,
  pod: Pod,
  meter: Meter,
): (at: AlikePlaces) => PlaceFound | undefined {
  const known = new Map<string, PlaceFound | undefined>();
  return (at) => {
    const { name } = at.place;
    const key = name === pod.namespace ? 'its own' : places.keyOf(pod.namespace, at.place);
    if (!known.has(key)) known.set(key, between(pod, at, meter));
    const found = known.get(key);
    return found && foundIn(found)(at);
  };
}

/** What was found in one place, in another that is like it: many pods find the same. */
const foundIn = once((found: PlaceFound) =>
  once(({ place, names }: AlikePlaces): PlaceFound => {
    if (names.length === 0) return found;
    const moved = (stranger: Stranger) => movedTo(stranger, place.name ?? '');
    return {
      ...found,
      names,
      ...(found.plain !== undefined && { plain: moved(found.plain) }),
      strangers: found.strangers.map(moved),
    };
  }),
);

/** Whether the workload's own gate alone lets nobody through. */
function isEmpty({ plain, strangers }: PlaceFound): boolean {
  return plain === undefined && strangers.length === 0;
}

/** Whether the peers have no gate of their own there, so that the workload's is the only one. */
function hasNoGate(
  { policies, unmodelled }: Cluster,
  { place }: AlikePlaces,
  of: Direction,
): boolean {
  if (unmodelled.length > 0) return false;
  const here = policiesOf(policies).get(place.name ?? '') ?? [];
  return here.every(({ isolates }) => isolates.every((each) => each === of));
}

const policiesOf = once((policies: Cluster['policies']) =>
  groupBy(policies, ({ namespace }) => namespace),
);

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
