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
 * Bound: each list once, and the pairs that are named; all pairs only where gates stand open.
 */
export function* pairsAtAGlance(
  pods: PossiblePods,
  sources: readonly SearchEnd[],
  destinations: readonly SearchEnd[],
): Generator<SearchEnds> {
  const named = namedByGates(pods);
  const isSeen = seenIn(pods);
  const near =
    destinations.length < sources.length ? together(destinations.map(named.ingress)) : 'anywhere';
  for (const from of sources) {
    const reached = named.egress(from);
    if (isNobody(reached) || !isSeen(from, near)) continue;
    for (const to of destinations) {
      if (!isSeen(to, reached) || !isSeen(from, named.ingress(to))) continue;
      const ends = { from, to };
      if (isWorthLooking(ends)) yield ends;
    }
  }
}

/** Whether an end is where somebody looks; of a namespace that the cluster does not hold, nobody can say. */
function seenIn({ placeNamed }: PossiblePods): (end: SearchEnd, named: Named) => boolean {
  return (end, named) => {
    if (named === 'anywhere') return true;
    if (end.kind === 'outside') return false;
    const { name } = end.place;
    return named.has(end.place) || (name !== undefined && placeNamed(name) === undefined);
  };
}

function isNobody(named: Named): boolean {
  return named !== 'anywhere' && named.size === 0;
}

function together(all: readonly Named[]): Named {
  const places = new Set<Place>();
  for (const named of all) {
    if (named === 'anywhere') return named;
    for (const place of named) places.add(place);
  }
  return places;
}
