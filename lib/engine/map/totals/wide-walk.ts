import type { Flows } from '../flows/flows';
import { listAt } from '../lists/lists';
import type { Bound } from '../ports/port-specs';
import type { Extent } from '../ports/port-values';
import { type Cells, Sums } from './cells';
import { NarrowPairs, type PairCounts } from './narrow-pairs';
import { sourceGroups } from './source-groups';
import { WideInto } from './wide-into';
import { wideOut } from './wide-out';
import type { WideTypes } from './wide-types';

/** What is counted of pairs of pods, wide sets first. */
export interface WalkCounts extends PairCounts {
  /** Counts what the wide sets let pass out of some sources of one group to what it is let in by. */
  addSources(sources: Int32Array, out: Int32Array, sums: Sums): void;
  /** Counts how much two pods of one class exchange; that was counted as if each pod were a pair with itself. */
  addOwn(place: number, extent: Extent): void;
  /** The sources of a group have all been counted; `into` is what it is let in by. */
  endGroup?(into: Int32Array): void;
}

/** Destinations as the wide sets tell them apart, and how many pods each class has. */
export interface Walked {
  readonly types: WideTypes;
  readonly cells: Cells;
  readonly sizes: Float64Array;
}

/**
 * Counts pairs without looking at them. First as if only wide sets existed: sources are grouped by
 * the wide sets they are in, so that what comes in is worked out once for each group and each kind
 * of destination, and summed up by what it is. Then each pair that a narrow set touches is taken out
 * of its sum and counted by what it is in full. Costs kinds times kinds and the narrow incidences;
 * the memory is that of one group. Where every class is in wide sets of its own the kinds are the
 * classes, and the time, not the memory, is their square.
 */
export function walkPairs(
  flows: Flows,
  bound: Bound,
  { types, cells, sizes }: Walked,
  counts: WalkCounts,
): void {
  const { egress, ingress } = flows.bounds[bound];
  const sums = new Sums(cells);
  const narrow = new NarrowPairs(flows, bound, types, sizes, counts);
  const wideInto = new WideInto(ingress, flows.values, types);
  const { same, kinds } = sourceGroups(types);
  wideInto.forEach(types.sources.isIn.examples, (group, into) => {
    sums.fill(into);
    for (const kind of listAt(kinds, group)) {
      const sources = listAt(same, kind);
      const out = wideOut(flows, egress, types, sources[0] ?? 0);
      counts.addSources(sources, out, sums);
      for (const source of sources) counts.addOwn(source, narrow.correct(source, out, into));
    }
    counts.endGroup?.(into);
  });
}
