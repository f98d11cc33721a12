import type { Flows } from './flows';
import type { Gates } from './gates';
import type { Bound } from './port-specs';
import { ALL, NONE, type PortValues } from './port-values';
import { FREE } from './rules';
import { wideInto } from './wide-into';
import { type WideTypes, wideTypes } from './wide-types';

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
  const counts: [number, number, number] = [0, 0, 0];
  const tally = (value: number, pairs: number) => {
    counts[flows.values.extent(value)] += pairs;
  };
  const cells = cellsOf(types, sizes);
  const narrow = narrowOf(flows, bound, types, sizes, tally);
  const { says, isIn } = types.sources;
  const enter = wideInto(pair.ingress, flows.values, types);
  for (const group of grouped(isIn.of, isIn.examples.length)) {
    const into = enter(group[0] ?? 0);
    const sums = sumsOf(cells, into);
    for (const same of groupedBy(group, says.of)) {
      const out = wideOut(flows, pair.egress, types, same[0] ?? 0);
      let pods = 0;
      for (const source of same) pods += sizes[source] ?? 0;
      sums.forEach((sum, kind) => {
        for (const [value, weight] of sum)
          tally(flows.values.intersect(out[kind] ?? NONE, value), weight * pods);
      });
      for (const source of same) narrow(source, out, into);
    }
  }
  return counts;
}

/** What the wide parts of a gate let through. */
function widePassing(
  gates: Gates,
  values: PortValues,
  subject: number,
  other: number,
  destination: number,
): number {
  const profile = gates.profileOf[subject] ?? FREE;
  if (profile < 0) return profile === FREE ? ALL : NONE;
  let sum = NONE;
  for (const part of gates.profiles[profile] ?? []) {
    const set = gates.parts[part]?.set ?? 0;
    if (gates.sets.isWide(set) && gates.sets.has(set, other))
      sum = values.union(sum, gates.value(part, destination));
  }
  return sum;
}

/** What wide parts let out of one source to each kind of destination. */
export function wideOut({ values, shared }: Flows, gates: Gates, types: WideTypes, source: number) {
  return Int32Array.from(types.destinations.isIn.examples, (destination) =>
    values.intersect(
      widePassing(gates, values, source, destination, destination),
      shared(source, destination),
    ),
  );
}

/** For each kind of `isIn` the kinds of `says` together with it, and how many pods are of both. */
export type Cells = readonly ReadonlyMap<number, number>[];

export function cellsOf({ destinations: { says, isIn } }: WideTypes, sizes: Float64Array): Cells {
  const cells = isIn.examples.map(() => new Map<number, number>());
  sizes.forEach((pods, place) => {
    const cell = cells[isIn.of[place] ?? 0];
    const kind = says.of[place] ?? 0;
    cell?.set(kind, (cell.get(kind) ?? 0) + pods);
  });
  return cells;
}

/** The same by what is let in, and not by who lets it in. */
export function sumsOf(cells: Cells, into: Int32Array): readonly ReadonlyMap<number, number>[] {
  return cells.map((cell) => {
    const sum = new Map<number, number>();
    for (const [kind, pods] of cell) {
      const value = into[kind] ?? NONE;
      sum.set(value, (sum.get(value) ?? 0) + pods);
    }
    return sum;
  });
}

/** Counts pairs by what passes between them; fewer than none where they were counted before. */
export type Tally = (value: number, pairs: number, source: number, destination: number) => void;

/** Corrects what was counted for the pairs of one source that narrow sets touch. */
export function narrowOf(
  flows: Flows,
  bound: Bound,
  { destinations }: WideTypes,
  sizes: Float64Array,
  tally: Tally,
) {
  const { egress, ingress } = flows.bounds[bound];
  const { values, shared } = flows;
  // Mutable and used again for every source; only touched places are ever reset.
  const [outOf, into] = [new Int32Array(sizes.length), new Int32Array(sizes.length)];
  const isTouched = new Uint8Array(sizes.length);
  const touched = new Int32Array(sizes.length);
  let count = 0;
  const touch = (sums: Int32Array, place: number, value: number) => {
    if (place >= sizes.length) return;
    if (isTouched[place] === 0) {
      isTouched[place] = 1;
      touched[count] = place;
      count += 1;
    }
    sums[place] = values.union(sums[place] ?? NONE, value);
  };
  const settle = (source: number, place: number, wideOut: number, wideIn: number) => {
    const pairs = (sizes[source] ?? 0) * (sizes[place] ?? 0);
    tally(values.intersect(wideOut, wideIn), -pairs, source, place);
    const out = values.union(wideOut, outOf[place] ?? NONE);
    const full = values.intersect(out, values.union(wideIn, into[place] ?? NONE));
    tally(values.intersect(full, shared(source, place)), pairs, source, place);
    outOf[place] = NONE;
    into[place] = NONE;
    isTouched[place] = 0;
  };
  return (source: number, wideOut: Int32Array, wideIn: Int32Array) => {
    count = 0;
    narrowOut(egress, source, (place, part) => touch(outOf, place, egress.value(part, place)));
    narrowIn(ingress, source, (place, part) => touch(into, place, ingress.value(part, place)));
    for (let at = 0; at < count; at += 1) {
      const place = touched[at] ?? 0;
      const isIn = destinations.isIn.of[place] ?? 0;
      const says = destinations.says.of[place] ?? 0;
      settle(source, place, wideOut[isIn] ?? NONE, wideIn[says] ?? NONE);
    }
  };
}

type Take = (place: number, part: number) => void;

function narrowOut(gates: Gates, source: number, take: Take): void {
  for (const part of gates.profiles[gates.profileOf[source] ?? FREE] ?? []) {
    const set = gates.parts[part]?.set ?? 0;
    if (!gates.sets.isWide(set)) for (const place of gates.sets.list(set)) take(place, part);
  }
}

function narrowIn(gates: Gates, source: number, take: Take): void {
  for (const set of gates.setsOf(source))
    if (!gates.sets.isWide(set)) gates.subjectsOfSet(set, take);
}

/** The places of each kind. */
export function grouped(kindOf: Int32Array, kinds: number): readonly (readonly number[])[] {
  const groups: number[][] = Array.from({ length: kinds }, () => []);
  kindOf.forEach((kind, place) => {
    groups[kind]?.push(place);
  });
  return groups;
}

export function groupedBy(
  places: readonly number[],
  kindOf: Int32Array,
): Iterable<readonly number[]> {
  const groups = new Map<number, number[]>();
  for (const place of places) {
    const kind = kindOf[place] ?? 0;
    const group = groups.get(kind);
    if (group === undefined) groups.set(kind, [place]);
    else group.push(place);
  }
  return groups.values();
}
