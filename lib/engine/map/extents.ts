import { cellsOf, Sums } from './cells';
import type { Flows } from './flows';
import { listAt } from './lists';
import { NarrowPairs, type PairCounts } from './narrow-pairs';
import type { Bound } from './port-specs';
import { NONE, type PortValues } from './port-values';
import { sourceGroups } from './source-groups';
import { WideInto } from './wide-into';
import { wideOut } from './wide-out';
import { wideTypes } from './wide-types';

/** How many ordered pairs of pods pass nothing, something, everything. A pod is a pair with itself here. */
export type Extents = readonly [nothing: number, some: number, everything: number];

/**
 * Counts pairs without looking at them. First as if only wide sets existed: sources are grouped by
 * the wide sets they are in, so that what comes in is worked out once for each group and each kind
 * of destination, and summed up by what it is. Then each pair that a narrow set touches is taken out
 * of its sum and counted by what it is in full. Costs kinds times kinds and the narrow incidences;
 * the memory is that of one group. Where every class is in wide sets of its own the kinds are the
 * classes, and the time, not the memory, is their square.
 */
export function extentsOf(flows: Flows, bound: Bound, sizes: Float64Array): Extents {
  const pair = flows.bounds[bound];
  const types = wideTypes(pair, flows.familiesOf, sizes.length);
  const counts = new ExtentCounts(flows.values);
  const sums = new Sums(cellsOf(types, sizes));
  const narrow = new NarrowPairs(flows, bound, types, sizes, counts);
  const wideInto = new WideInto(pair.ingress, flows.values, types);
  const { same, kinds } = sourceGroups(types);
  for (const [group, example] of types.sources.isIn.examples.entries()) {
    const into = wideInto.from(example);
    sums.fill(into);
    for (const kind of listAt(kinds, group)) {
      const sources = listAt(same, kind);
      const out = wideOut(flows, pair.egress, types, sources[0] ?? 0);
      counts.addSums(sums, out, podsAt(sources, sizes));
      for (const source of sources) narrow.correct(source, out, into);
    }
  }
  return counts.extents;
}

class ExtentCounts implements PairCounts {
  readonly extents: [number, number, number] = [0, 0, 0];
  private readonly values: PortValues;

  constructor(values: PortValues) {
    this.values = values;
  }

  add(value: number, pairs: number): void {
    this.extents[this.values.extent(value)] += pairs;
  }

  /** Counts what passes out of some pods to all cells. */
  addSums(sums: Sums, out: Int32Array, pods: number): void {
    for (let kind = 0; kind < out.length; kind += 1) {
      const leaving = out[kind] ?? NONE;
      const end = sums.starts[kind + 1] ?? 0;
      for (let at = sums.starts[kind] ?? 0; at < end; at += 1) {
        const passing = this.values.intersect(leaving, sums.values[at] ?? NONE);
        this.add(passing, (sums.pods[at] ?? 0) * pods);
      }
    }
  }
}

/** How many pods some classes have together. */
export function podsAt(places: Int32Array, sizes: Float64Array): number {
  let pods = 0;
  for (const place of places) pods += sizes[place] ?? 0;
  return pods;
}
