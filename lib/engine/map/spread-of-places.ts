import { type Cells, cellsOf, Sums } from './cells';
import { podsAt } from './extents';
import type { Flows } from './flows';
import { listAt } from './lists';
import { NarrowPairs, type PairCounts } from './narrow-pairs';
import { NONE, type PortValues } from './port-values';
import { sourceGroups } from './source-groups';
import { WideInto } from './wide-into';
import { wideOut } from './wide-out';
import { wideTypes } from './wide-types';

/** For each class how many pods it reaches, or may, and by how many it is reached. */
export interface PlaceSpread {
  readonly reaches: Float64Array;
  readonly reachedBy: Float64Array;
}

/** The spread by class, where a pod counts as a peer of itself. */
export function spreadOfPlaces(flows: Flows, sizes: Float64Array): PlaceSpread {
  const pair = flows.bounds.possible;
  const types = wideTypes(pair, flows.familiesOf, sizes.length);
  const cells = cellsOf(types, sizes);
  const sums = new Sums(cells);
  const spread = new SpreadCounts(sizes);
  const entering = new Entering(cells, flows.values);
  const narrow = new NarrowPairs(flows, 'possible', types, sizes, spread);
  const wideInto = new WideInto(pair.ingress, flows.values, types);
  const { same, kinds } = sourceGroups(types);
  for (const [group, example] of types.sources.isIn.examples.entries()) {
    const into = wideInto.from(example);
    sums.fill(into);
    for (const kind of listAt(kinds, group)) {
      const sources = listAt(same, kind);
      const out = wideOut(flows, pair.egress, types, sources[0] ?? 0);
      entering.leave(out, podsAt(sources, sizes));
      spread.reach(sources, reached(sums, out, flows.values));
      for (const source of sources) narrow.correct(source, out, into);
    }
    entering.enter(into);
  }
  spread.bePodsReached(cells, entering.reached);
  return spread;
}

/** Mutable: every group of sources adds to it. */
class SpreadCounts implements PairCounts, PlaceSpread {
  readonly reaches: Float64Array;
  readonly reachedBy: Float64Array;
  private readonly sizes: Float64Array;

  constructor(sizes: Float64Array) {
    this.sizes = sizes;
    this.reaches = new Float64Array(sizes.length);
    this.reachedBy = new Float64Array(sizes.length);
  }

  add(value: number, pairs: number, source: number, destination: number): void {
    if (value === NONE) return;
    const sign = pairs < 0 ? -1 : 1;
    addTo(this.reaches, source, sign * (this.sizes[destination] ?? 0));
    addTo(this.reachedBy, destination, sign * (this.sizes[source] ?? 0));
  }

  reach(sources: Int32Array, pods: number): void {
    for (const source of sources) addTo(this.reaches, source, pods);
  }

  bePodsReached(cells: Cells, pods: Float64Array): void {
    cells.of.forEach((cell, place) => {
      addTo(this.reachedBy, place, pods[cell] ?? 0);
    });
  }
}

/** Which pods of a group of sources get out to each kind of destination, and from there in. */
class Entering {
  /** By how many pods each cell is reached. */
  readonly reached: Float64Array;
  private readonly cells: Cells;
  private readonly values: PortValues;
  /** For each kind of `isIn`, how many pods go with each value that gets out to it. */
  private readonly leaving: readonly Map<number, number>[];

  constructor(cells: Cells, values: PortValues) {
    this.cells = cells;
    this.values = values;
    this.reached = new Float64Array(cells.says.length);
    this.leaving = Array.from({ length: cells.starts.length - 1 }, () => new Map());
  }

  leave(out: Int32Array, pods: number): void {
    if (pods === 0) return;
    for (const [kind, weights] of this.leaving.entries()) {
      const value = out[kind] ?? NONE;
      if (value !== NONE) weights.set(value, (weights.get(value) ?? 0) + pods);
    }
  }

  /** Lets all of them in, and begins the next group. */
  enter(into: Int32Array): void {
    const { starts, says } = this.cells;
    for (const [kind, weights] of this.leaving.entries()) {
      const end = starts[kind + 1] ?? 0;
      for (let cell = starts[kind] ?? 0; cell < end; cell += 1) {
        const value = into[says[cell] ?? 0] ?? NONE;
        if (value !== NONE) addTo(this.reached, cell, this.meeting(weights, value));
      }
      weights.clear();
    }
  }

  private meeting(weights: ReadonlyMap<number, number>, value: number): number {
    let pods = 0;
    for (const [each, weight] of weights)
      if (this.values.intersect(each, value) !== NONE) pods += weight;
    return pods;
  }
}

/** How many pods the wide sets let a source reach. */
function reached(sums: Sums, out: Int32Array, values: PortValues): number {
  let pods = 0;
  for (let kind = 0; kind < out.length; kind += 1) {
    const end = sums.starts[kind + 1] ?? 0;
    for (let at = sums.starts[kind] ?? 0; at < end; at += 1) {
      if (values.intersect(out[kind] ?? NONE, sums.values[at] ?? NONE) !== NONE)
        pods += sums.pods[at] ?? 0;
    }
  }
  return pods;
}

function addTo(counts: Float64Array, at: number, more: number): void {
  counts[at] = (counts[at] ?? 0) + more;
}
