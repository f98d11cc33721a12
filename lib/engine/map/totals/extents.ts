import type { Flows } from '../flows/flows';
import type { Bound } from '../ports/port-specs';
import { type Extent, NONE, type PortValues } from '../ports/port-values';
import { cellsOf, podsAt, type Sums } from './cells';
import type { ClassSizes } from './class-sizes';
import { wideTypes } from './wide-types';
import { type WalkCounts, walkPairs } from './wide-walk';

/** How many ordered pairs of pods pass nothing, something, everything. */
export type Extents = readonly [nothing: number, some: number, everything: number];

/** The extents of all pairs of pods. */
export function extentsOf(flows: Flows, bound: Bound, classes: ClassSizes): Extents {
  const { sizes } = classes;
  const types = wideTypes(flows.bounds[bound], flows.familiesOf, sizes.length);
  const counts = new ExtentCounts(flows.values, classes);
  walkPairs(flows, bound, { types, cells: cellsOf(types, sizes), sizes }, counts);
  return counts.extents;
}

class ExtentCounts implements WalkCounts {
  readonly extents: [number, number, number] = [0, 0, 0];
  private readonly values: PortValues;
  private readonly sizes: Float64Array;
  private readonly singles: Float64Array;

  constructor(values: PortValues, { sizes, singles }: ClassSizes) {
    this.values = values;
    this.sizes = sizes;
    this.singles = singles;
  }

  add(extent: Extent, pairs: number): void {
    this.extents[extent] += pairs;
  }

  addSources(sources: Int32Array, out: Int32Array, sums: Sums): void {
    const pods = podsAt(sources, this.sizes);
    for (let kind = 0; kind < out.length; kind += 1) {
      const leaving = out[kind] ?? NONE;
      const end = sums.starts[kind + 1] ?? 0;
      for (let at = sums.starts[kind] ?? 0; at < end; at += 1) {
        const extent = this.values.meeting(leaving, sums.values[at] ?? NONE);
        this.add(extent, (sums.pods[at] ?? 0) * pods);
      }
    }
  }

  addOwn(place: number, extent: Extent): void {
    this.add(extent, -(this.singles[place] ?? 0));
  }
}
