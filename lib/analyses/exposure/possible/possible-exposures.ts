import { type Meter, podClasses } from '../../../engine';
import { type Direction, groupBy, once } from '../../../kernel';
import type { Cluster, Namespace, Pod } from '../../../model';
import type { Exposure } from '../../../results';
import { isTouched } from '../../shared/isolation';
import type { PodEnd } from '../../shared/workload-endpoints';
import type { Context } from '../context';
import { evaluatorsWith } from './evaluators';
import { mergePlaces } from './merge';
import type { AlikePlaces } from './places';
import { rowsAt } from './rows';
import { gatesAlone, NOBODY, type PlaceFound, type Search, searchIn } from './search';
import { movedTo, type Stranger } from './strangers';
import type { FoundAt, Gates } from './weigh';

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
  const namespaces = [...found.values()].flatMap((each) => each ?? []).flatMap(newNamespaces);
  const gates: Gates = {
    both: evaluatorsWith(context, cluster, namespaces),
    own: evaluatorsWith(context, alone, namespaces),
  };
  const answers = new Map<number, PossibleAnswer>();
  return (subject) => {
    const key = classOf(subject.pods[0]);
    const known = answers.get(key) ?? answer(context, direction, subject, gates, found.get(key));
    answers.set(key, known);
    return known;
  };
}

function search(
  { cluster, profile }: Context,
  direction: Direction,
  searches: Readonly<Record<'both' | 'own', Search>>,
  { pods: [pod] }: PodEnd,
  budget: number,
): readonly FoundAt[] | undefined {
  const meter = { budget, steps: 0 };
  const hasOwn = !isTouched(cluster, profile, pod);
  const ownGate = ownSearch(searches.own, pod, meter);
  const found: FoundAt[] = [];
  for (const at of searches.both.places.around(pod.namespace)) {
    const own = hasOwn ? ownGate(at) : undefined;
    const isSame = own !== undefined && (isEmpty(own) || hasNoGate(cluster, at, direction));
    const both = isSame ? own : searches.both.between(pod, at, meter);
    if (both === undefined || (hasOwn && own === undefined)) return undefined;
    found.push({ both, own });
  }
  return found;
}

/** To a gate alone more places are alike than where policies of the places count. */
function ownSearch(
  { between, places, mayPass }: Search,
  pod: Pod,
  meter: Meter,
): (at: AlikePlaces) => PlaceFound | undefined {
  const known = new Map<string, PlaceFound | undefined>();
  const isWorthIt = mayPass(pod);
  return (at) => {
    if (!isWorthIt(at.place)) return { ...NOBODY, names: at.names };
    const { name } = at.place;
    const key = name === pod.namespace ? 'its own' : places.keyOf(at.place);
    if (!known.has(key)) known.set(key, between(pod, at, meter));
    const found = known.get(key);
    return found && foundIn(at, found);
  };
}

/** What was found in one place, in another that is like it. */
function foundIn({ place, names }: AlikePlaces, found: PlaceFound): PlaceFound {
  if (names.length === 0) return found;
  const moved = (stranger: Stranger) => movedTo(stranger, place.name ?? '');
  return {
    ...found,
    names,
    ...(found.plain !== undefined && { plain: moved(found.plain) }),
    strangers: found.strangers.map(moved),
  };
}

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

function answer(
  context: Context,
  direction: Direction,
  subject: PodEnd,
  gates: Gates,
  found: readonly FoundAt[] | undefined,
): PossibleAnswer {
  if (found === undefined) return { exposures: [], overBudget: true };
  const existing = context.cluster.namespaces.size;
  // A place that does not exist has no name in the cluster.
  const possible = found.filter(({ both }) => both.names.length === 0).length;
  const everywhere = { existing, possible };
  const rows = found.flatMap((each) => rowsAt({ context, direction, subject, gates }, each));
  return { exposures: mergePlaces(rows, everywhere), overBudget: false };
}
