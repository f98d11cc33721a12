import type { MapSpread } from '../cluster-map';
import type { EndFlows } from '../flows/end-flows';
import type { Ends } from '../flows/ends';
import type { Flows } from '../flows/flows';
import { NONE } from '../ports/port-values';
import { classSizes } from './class-sizes';
import { spreadOfPlaces } from './spread-of-places';
import { pairsOnOneNode, podsOf } from './totals';

/**
 * For each end how many pods it reaches, or may, and by how many it is reached. Counted as the
 * extents are: wide sets for whole kinds of sources and destinations at once, then each pair that a
 * narrow set touches is corrected, and at last each pair on one node. What may pass is what passes
 * in the possible bound, so one pass is enough; it costs what the extents cost.
 */
export function spreadOf(flows: Flows, ends: Ends, pairs: EndFlows): MapSpread {
  const places = spreadOfPlaces(flows, classSizes(ends).sizes);
  const at = (end: number) => ends.placeOf[end] ?? 0;
  const ofEnds = (counts: Float64Array): Float64Array => {
    const of = new Float64Array(ends.all.length);
    for (let end = 0; end < of.length; end += 1)
      if (ends.all[end]?.kind === 'pods') of[end] = counts[at(end)] ?? 0;
    return of;
  };
  const [reaches, reachedBy] = [ofEnds(places.reaches), ofEnds(places.reachedBy)];
  ends.all.forEach((end, own) => {
    if (end.kind !== 'pods' || end.pods[0]?.stands !== 'for-one-pod') return;
    if (places.ofItself[at(own)] === 0) return;
    reaches[own] = (reaches[own] ?? 0) - 1;
    reachedBy[own] = (reachedBy[own] ?? 0) - 1;
  });
  for (const [from, to] of pairsOnOneNode(ends)) {
    const before = flows.value('possible', at(from), at(to)) !== NONE;
    const after = pairs.value('possible', from, to) !== NONE;
    if (before === after) continue;
    const sign = after ? 1 : -1;
    reaches[from] = (reaches[from] ?? 0) + sign * podsOf(ends, to);
    reachedBy[to] = (reachedBy[to] ?? 0) + sign * podsOf(ends, from);
  }
  return { reaches, reachedBy };
}
