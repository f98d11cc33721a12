import type { Meter } from '../../../engine';
import { type Direction, groupBy, once } from '../../../kernel';
import type { Cluster, Pod } from '../../../model';
import { isTouched } from '../../shared/isolation';
import type { PodEnd } from '../../shared/workload-endpoints';
import type { Context } from '../context';
import type { AlikePlaces } from './places';
import type { PlaceFound, Search } from './search';
import { movedTo, type Stranger } from './strangers';
import type { FoundAt } from './weigh';

/**
 * Where somebody gets something through to a workload; undefined where that takes too many steps. Its
 * own gate is asked first, which sees most places alike: whom that lets through nowhere needs no
 * second search. Bound: the groups of places around it, or those that its rules name.
 */
export function somebodyIn(
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
