import type { MapSpread } from './cluster-map';
import type { EndFlows } from './end-flows';
import type { Ends } from './ends';
import { type Cells, cellsOf, grouped, groupedBy, narrowOf, sumsOf, wideOut } from './extents';
import type { Flows } from './flows';
import { NONE } from './port-values';
import { pairsOnOneNode, podsOf, sizesOf } from './totals';
import { wideInto } from './wide-into';
import { wideTypes } from './wide-types';

/**
 * For each end how many pods it reaches, or may, and by how many it is reached. Counted as the
 * extents are: wide sets for whole kinds of sources and destinations at once, then each pair that a
 * narrow set touches is corrected, and at last each pair on one node. What may pass is what passes
 * in the possible bound, so one pass is enough; it costs what the extents cost.
 */
export function spreadOf(flows: Flows, ends: Ends, pairs: EndFlows): MapSpread {
  const { sizes } = sizesOf(ends);
  const places = spreadOfPlaces(flows, sizes);
  const at = (end: number) => ends.placeOf[end] ?? 0;
  const ofEnds = (counts: Float64Array) =>
    Float64Array.from(ends.all, ({ kind }, end) => (kind === 'pods' ? (counts[at(end)] ?? 0) : 0));
  const [reaches, reachedBy] = [ofEnds(places.reaches), ofEnds(places.reachedBy)];
  ends.all.forEach((end, own) => {
    if (end.kind !== 'pods' || end.pods[0]?.stands !== 'for-one-pod') return;
    if (flows.value('possible', at(own), at(own)) === NONE) return;
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

interface PlaceSpread {
  readonly reaches: Float64Array;
  readonly reachedBy: Float64Array;
}

/** The same by class, where a pod counts as a peer of itself. */
function spreadOfPlaces(flows: Flows, sizes: Float64Array): PlaceSpread {
  const pair = flows.bounds.possible;
  const types = wideTypes(pair, flows.familiesOf, sizes.length);
  // Mutable: every group of sources adds to them.
  const [reaches, reachedBy] = [new Float64Array(sizes.length), new Float64Array(sizes.length)];
  const meets = (a: number, b: number) => flows.values.intersect(a, b) !== NONE;
  const cells = cellsOf(types, sizes);
  const reached = cells.map((cell) => new Map([...cell.keys()].map((kind) => [kind, 0])));
  const narrow = narrowOf(flows, 'possible', types, sizes, (value, pods, source, place) => {
    if (value === NONE) return;
    const sign = pods < 0 ? -1 : 1;
    reaches[source] = (reaches[source] ?? 0) + sign * (sizes[place] ?? 0);
    reachedBy[place] = (reachedBy[place] ?? 0) + sign * (sizes[source] ?? 0);
  });
  const { says, isIn } = types.sources;
  const intoKinds = wideInto(pair.ingress, flows.values, types);
  for (const group of grouped(isIn.of, isIn.examples.length)) {
    const into = intoKinds(group[0] ?? 0);
    const sums = sumsOf(cells, into);
    const leaving: Weights[] = cells.map(() => new Map());
    for (const same of groupedBy(group, says.of)) {
      const out = wideOut(flows, pair.egress, types, same[0] ?? 0);
      const pods = same.reduce((sum, source) => sum + (sizes[source] ?? 0), 0);
      out.forEach((value, kind) => {
        if (value !== NONE) add(leaving[kind], value, pods);
      });
      const each = total(sums, (value, kind) => meets(out[kind] ?? NONE, value));
      for (const source of same) {
        reaches[source] = (reaches[source] ?? 0) + each;
        narrow(source, out, into);
      }
    }
    reached.forEach((cell, kind) => {
      const left = leaving[kind] ?? new Map();
      if (left.size > 0) enter(cell, left, into, meets);
    });
  }
  reachedBy.forEach((corrected, place) => {
    const { destinations } = types;
    const wide = reached[destinations.isIn.of[place] ?? 0]?.get(destinations.says.of[place] ?? 0);
    reachedBy[place] = corrected + (wide ?? 0);
  });
  return { reaches, reachedBy };
}

/** Adds to each kind of destination the pods whose traffic gets out to it, and in. */
function enter(
  cell: Weights,
  left: Weights,
  into: Int32Array,
  meets: (a: number, b: number) => boolean,
): void {
  for (const kind of cell.keys()) {
    const value = into[kind] ?? NONE;
    if (value === NONE) continue;
    add(
      cell,
      kind,
      total([left], (each) => meets(each, value)),
    );
  }
}

/** How many pods go with each number. */
type Weights = Map<number, number>;

function add(weights: Weights | undefined, key: number, pods: number): void {
  if (pods !== 0) weights?.set(key, (weights.get(key) ?? 0) + pods);
}

/** All pods that go with the values that count. */
function total(sums: Cells, counts: (value: number, kind: number) => boolean): number {
  let pods = 0;
  sums.forEach((sum, kind) => {
    for (const [value, weight] of sum) if (counts(value, kind)) pods += weight;
  });
  return pods;
}
