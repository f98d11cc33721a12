import { groupBy, once } from '../../kernel';
import type { SearchEnd, SearchEnds } from './ends';
import { type Named, namedByGates } from './named-by-gates';
import { isWorthLooking } from './pairs';
import type { Place } from './places';
import type { PossiblePods } from './prepare';

/**
 * The pairs of ends between which something may pass, in the order of both lists: a glance at the
 * namespaces that rules name, which spares a search for almost every pair of a large cluster. Where a
 * gate is closed for everybody but certain namespaces, no pod of another one has a way through it,
 * whatever its labels; so a pair is left out only where no search would find a way. Most namespaces
 * deny by default and name a few others.
 *
 * Bound: the pairs that are named, seen from the side that has fewer; all pairs only where gates stand
 * open.
 */
export function* pairsAtAGlance(
  pods: PossiblePods,
  sources: readonly SearchEnd[],
  destinations: readonly SearchEnd[],
): Generator<SearchEnds> {
  const named = namedByGates(pods);
  const { isSeen, within } = seenIn(pods);
  const near =
    destinations.length < sources.length ? together(destinations.map(named.ingress)) : 'anywhere';
  for (const from of within(sources, near)) {
    for (const to of within(destinations, named.egress(from))) {
      const ends = { from, to };
      if (isSeen(from, named.ingress(to)) && isWorthLooking(ends)) yield ends;
    }
  }
}

/**
 * The ends of a list that are where somebody looks, in its order; of a namespace that the cluster does
 * not hold, nobody can say.
 */
const seenIn = once(({ placeNamed }: PossiblePods) => {
  const isNowhere = (end: SearchEnd) =>
    end.kind !== 'outside' &&
    end.place.name !== undefined &&
    placeNamed(end.place.name) === undefined;
  const isSeen = (end: SearchEnd, named: Named) =>
    named === 'anywhere' || (end.kind !== 'outside' && (named.has(end.place) || isNowhere(end)));
  const indexOf = once((ends: readonly SearchEnd[]) => ({
    nowhere: [...ends.keys()].filter((at) => isNowhere(ends[at] ?? OUTSIDE)),
    byPlace: groupBy(ends.keys(), (at) => placeOf(ends[at] ?? OUTSIDE)),
  }));
  const within = (ends: readonly SearchEnd[], named: Named): readonly SearchEnd[] => {
    if (named === 'anywhere') return ends;
    if (ends.length <= named.size) return ends.filter((end) => isSeen(end, named));
    const { nowhere, byPlace } = indexOf(ends);
    const there = [...named].flatMap((place) => byPlace.get(place) ?? []);
    const found = new Set([...there, ...nowhere]);
    return [...found].sort((a, b) => a - b).flatMap((at) => ends[at] ?? []);
  };
  return { isSeen, within };
});

const OUTSIDE: SearchEnd = { kind: 'outside' };

function placeOf(end: SearchEnd): Place | undefined {
  return end.kind === 'outside' ? undefined : end.place;
}

function together(all: readonly Named[]): Named {
  const places = new Set<Place>();
  for (const named of all) {
    if (named === 'anywhere') return named;
    for (const place of named) places.add(place);
  }
  return places;
}
