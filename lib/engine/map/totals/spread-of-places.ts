import type { Flows } from '../flows/flows';
import { type Extent, NONE, type PortValues } from '../ports/port-values';
import { type Cells, cellsOf, podsAt, type Sums } from './cells';
import { wideTypes } from './wide-types';
import { type WalkCounts, walkPairs } from './wide-walk';

/** For each class how many pods it reaches, or may, and by how many it is reached. */
export interface PlaceSpread {
  readonly reaches: Float64Array;
  readonly reachedBy: Float64Array;
  /** 1 where something passes, or may, between two pods of a class. */
  readonly ofItself: Uint8Array;
}

/** The spread by class, where a pod counts as a peer of itself. */
export function spreadOfPlaces(flows: Flows, sizes: Float64Array): PlaceSpread {
  const types = wideTypes(flows.bounds.possible, flows.familiesOf, sizes.length);
  const cells = cellsOf(types, sizes);
  const spread = new SpreadCounts(flows.values, cells, sizes);
  walkPairs(flows, 'possible', { types, cells, sizes }, spread);
  spread.bePodsReached();
  return spread;
}

/** Mutable: every group of sources adds to it. */
class SpreadCounts implements WalkCounts, PlaceSpread {
  readonly reaches: Float64Array;
  readonly reachedBy: Float64Array;
  readonly ofItself: Uint8Array;
  private readonly values: PortValues;
  private readonly cells: Cells;
  private readonly sizes: Float64Array;
  private readonly entering: Entering;

  constructor(values: PortValues, cells: Cells, sizes: Float64Array) {
    this.values = values;
    this.cells = cells;
    this.sizes = sizes;
    this.entering = new Entering(cells, values);
    this.reaches = new Float64Array(sizes.length);
    this.reachedBy = new Float64Array(sizes.length);
    this.ofItself = new Uint8Array(sizes.length);
  }

  add(extent: Extent, pairs: number, source: number, destination: number): void {
    if (extent === 0) return;
    const sign = pairs < 0 ? -1 : 1;
    addTo(this.reaches, source, sign * (this.sizes[destination] ?? 0));
    addTo(this.reachedBy, destination, sign * (this.sizes[source] ?? 0));
  }

  addSources(sources: Int32Array, out: Int32Array, sums: Sums): void {
    this.entering.leave(out, podsAt(sources, this.sizes));
    const pods = reached(sums, out, this.values);
    for (const source of sources) addTo(this.reaches, source, pods);
  }

  addOwn(place: number, extent: Extent): void {
    if (extent > 0) this.ofItself[place] = 1;
  }

  endGroup(into: Int32Array): void {
    this.entering.enter(into);
  }

  /** Tells the classes what was counted by cells; once, at the end. */
  bePodsReached(): void {
    this.cells.of.forEach((cell, place) => {
      addTo(this.reachedBy, place, this.entering.reached[cell] ?? 0);
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
    for (const [each, weight] of weights) if (this.values.meeting(each, value) > 0) pods += weight;
    return pods;
  }
}

/** How many pods the wide sets let a source reach. */
function reached(sums: Sums, out: Int32Array, values: PortValues): number {
  let pods = 0;
  for (let kind = 0; kind < out.length; kind += 1) {
    const end = sums.starts[kind + 1] ?? 0;
    for (let at = sums.starts[kind] ?? 0; at < end; at += 1) {
      if (values.meeting(out[kind] ?? NONE, sums.values[at] ?? NONE) > 0)
        pods += sums.pods[at] ?? 0;
    }
  }
  return pods;
}

function addTo(counts: Float64Array, at: number, more: number): void {
  counts[at] = (counts[at] ?? 0) + more;
}
