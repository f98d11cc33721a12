import type { Flows } from '../flows/flows';
import type { Bound } from '../ports/port-specs';
import { type Extent, NONE } from '../ports/port-values';
import type { Gates } from '../rules/gates';
import { FREE } from '../rules/profile-marks';
import type { WideTypes } from './wide-types';

/** Counts pairs by how much passes between them; fewer than none where they were counted before. */
export interface PairCounts {
  add(extent: Extent, pairs: number, source: number, destination: number): void;
}

/**
 * Corrects what was counted for the pairs that narrow sets touch, source by source. Costs the
 * incidences of narrow sets. Mutable and used again for every source; only touched places are ever
 * reset.
 */
export class NarrowPairs {
  private readonly flows: Flows;
  private readonly egress: Gates;
  private readonly ingress: Gates;
  private readonly types: WideTypes;
  private readonly sizes: Float64Array;
  private readonly counts: PairCounts;
  private readonly outOf: Int32Array;
  private readonly into: Int32Array;
  private readonly isTouched: Uint8Array;
  private readonly touched: Int32Array;
  private count = 0;

  constructor(
    flows: Flows,
    bound: Bound,
    types: WideTypes,
    sizes: Float64Array,
    counts: PairCounts,
  ) {
    this.flows = flows;
    this.egress = flows.bounds[bound].egress;
    this.ingress = flows.bounds[bound].ingress;
    this.types = types;
    this.sizes = sizes;
    this.counts = counts;
    this.outOf = new Int32Array(sizes.length);
    this.into = new Int32Array(sizes.length);
    this.isTouched = new Uint8Array(sizes.length);
    this.touched = new Int32Array(sizes.length);
  }

  /** Corrects the pairs of one source, of which the wide sets said this. Returns how much two pods of it exchange. */
  correct(source: number, wideOut: Int32Array, wideIn: Int32Array): Extent {
    const { isIn, says } = this.types.destinations;
    this.touchOut(source);
    this.touchIn(source);
    const leaving = wideOut[isIn.of[source] ?? 0] ?? NONE;
    const entering = wideIn[says.of[source] ?? 0] ?? NONE;
    const own =
      this.isTouched[source] === 1
        ? this.passing(source, source, leaving, entering)
        : this.flows.values.meeting(leaving, entering);
    for (let at = 0; at < this.count; at += 1) {
      const place = this.touched[at] ?? 0;
      const out = wideOut[isIn.of[place] ?? 0] ?? NONE;
      this.settle(source, place, out, wideIn[says.of[place] ?? 0] ?? NONE);
    }
    this.count = 0;
    return own;
  }

  private touchOut(source: number): void {
    const { profileOf, profiles, profileSets, sets } = this.egress;
    const profile = profileOf[source] ?? FREE;
    if (profile < 0) return;
    const end = profiles.starts[profile + 1] ?? 0;
    for (let at = profiles.starts[profile] ?? 0; at < end; at += 1) {
      const set = profileSets[at] ?? 0;
      if (sets.isWide(set)) continue;
      const part = profiles.items[at] ?? 0;
      const last = sets.lists.starts[set + 1] ?? 0;
      for (let i = sets.lists.starts[set] ?? 0; i < last; i += 1) {
        const place = sets.lists.items[i] ?? 0;
        this.touch(this.outOf, place, this.egress.value(part, place));
      }
    }
  }

  private touchIn(source: number): void {
    const { setsOfPlace, partsOfSet } = this.ingress.backwards();
    const end = setsOfPlace.starts[source + 1] ?? 0;
    for (let at = setsOfPlace.starts[source] ?? 0; at < end; at += 1) {
      const set = setsOfPlace.items[at] ?? 0;
      if (this.ingress.sets.isWide(set)) continue;
      const last = partsOfSet.starts[set + 1] ?? 0;
      for (let i = partsOfSet.starts[set] ?? 0; i < last; i += 1)
        this.touchSubjects(partsOfSet.items[i] ?? 0);
    }
  }

  /** Everybody who lets in by a part. */
  private touchSubjects(part: number): void {
    const { profilesOfPart, subjectsOfProfile } = this.ingress.backwards();
    const end = profilesOfPart.starts[part + 1] ?? 0;
    for (let at = profilesOfPart.starts[part] ?? 0; at < end; at += 1) {
      const profile = profilesOfPart.items[at] ?? 0;
      const last = subjectsOfProfile.starts[profile + 1] ?? 0;
      for (let i = subjectsOfProfile.starts[profile] ?? 0; i < last; i += 1) {
        const place = subjectsOfProfile.items[i] ?? 0;
        this.touch(this.into, place, this.ingress.value(part, place));
      }
    }
  }

  private touch(sums: Int32Array, place: number, value: number): void {
    if (place >= this.sizes.length) return;
    if (this.isTouched[place] === 0) {
      this.isTouched[place] = 1;
      this.touched[this.count] = place;
      this.count += 1;
    }
    sums[place] = this.flows.values.union(sums[place] ?? NONE, value);
  }

  private settle(source: number, place: number, wideOut: number, wideIn: number): void {
    const { counts, flows } = this;
    const pairs = (this.sizes[source] ?? 0) * (this.sizes[place] ?? 0);
    counts.add(flows.values.meeting(wideOut, wideIn), -pairs, source, place);
    counts.add(this.passing(source, place, wideOut, wideIn), pairs, source, place);
    this.outOf[place] = NONE;
    this.into[place] = NONE;
    this.isTouched[place] = 0;
  }

  /** How much passes to a place, narrow sets and all. */
  private passing(source: number, place: number, wideOut: number, wideIn: number): Extent {
    const { values } = this.flows;
    const out = values.union(wideOut, this.outOf[place] ?? NONE);
    const shared = values.intersect(out, this.flows.shared(source, place));
    return values.meeting(shared, values.union(wideIn, this.into[place] ?? NONE));
  }
}
