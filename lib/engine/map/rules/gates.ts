import { lazy } from '../../../kernel';
import { type Lists, listAt } from '../lists/lists';
import type { PlaceSets } from '../peers/place-sets';
import { PartValues, type PartValuesInput } from '../ports/part-values';
import { NAMELESS } from '../ports/port-specs';
import { ALL, NONE } from '../ports/port-values';
import { type Backwards, turnAll } from './backwards';
import type { RulePart } from './policy-rules';
import { FREE } from './profile-marks';

export interface GateTables extends PartValuesInput {
  readonly profileOf: Int32Array;
  readonly profiles: Lists;
  readonly sets: PlaceSets;
}

/**
 * One gate of every place of the cluster, in one direction, within one bound: the union of what the
 * parts of its profile let through. Places are classes of pods, then addresses, which no policy
 * holds back.
 */
export class Gates {
  /** The number of its profile, `FREE` or `CLOSED`. */
  readonly profileOf: Int32Array;
  /** `ALL` for each place that is `FREE`, `NONE` for the others. */
  readonly openPlaces: Int32Array;
  /** The parts of each profile. */
  readonly profiles: Lists;
  readonly parts: readonly RulePart[];
  readonly sets: PlaceSets;
  /** The set of each part, beside the parts of all profiles. */
  readonly profileSets: Int32Array;
  /** Everything turned around, once somebody asks from the other end. */
  readonly backwards: () => Backwards;
  private readonly tables: GateTables;
  private readonly values: PartValues;
  private readonly reaches: Int32Array;

  constructor(tables: GateTables) {
    this.tables = tables;
    this.profileOf = tables.profileOf;
    this.profiles = tables.profiles;
    this.parts = tables.parts;
    this.sets = tables.sets;
    this.openPlaces = openPlaces(tables.profileOf);
    this.profileSets = setsBeside(tables);
    this.reaches = reachesOf(this.profileSets, tables.sets);
    this.values = new PartValues(tables);
    this.backwards = lazy(() => turnAll(tables));
  }

  /** What a part lets through to a destination. */
  value(part: number, destination: number): number {
    return this.values.of(part, destination);
  }

  /** What passes between a place and another one; one of them is the destination. */
  passing(subject: number, other: number, destination: number): number {
    const profile = this.profileOf[subject] ?? FREE;
    if (profile < 0) return profile === FREE ? ALL : NONE;
    const { starts, items } = this.profiles;
    let sum = NONE;
    const end = starts[profile + 1] ?? 0;
    for (let at = starts[profile] ?? 0; at < end && sum !== ALL; at += 1) {
      if (this.isNamed(other, at))
        sum = this.tables.values.union(sum, this.values.of(items[at] ?? 0, destination));
    }
    return sum;
  }

  /** Whether the set at a place of all profiles holds an other. */
  private isNamed(other: number, at: number): boolean {
    const { reaches } = this;
    if (other < (reaches[2 * at] ?? 0) || other > (reaches[2 * at + 1] ?? 0)) return false;
    return this.sets.has(this.profileSets[at] ?? 0, other);
  }

  /** Calls `take` for every other whom a subject that has a profile may let through. */
  spread(subject: number, take: (other: number, part: number) => void): void {
    const profile = this.profileOf[subject] ?? FREE;
    if (profile < 0) return;
    for (const part of listAt(this.profiles, profile))
      for (const other of listAt(this.sets.lists, this.parts[part]?.set ?? 0)) take(other, part);
  }

  /** Calls `take` for every subject that has a profile and may let an other through. */
  gather(other: number, take: (subject: number, part: number) => void): void {
    for (const set of this.setsOf(other)) this.subjectsOfSet(set, take);
  }

  /** The same for the subjects of one set. */
  subjectsOfSet(set: number, take: (subject: number, part: number) => void): void {
    const { partsOfSet, profilesOfPart, subjectsOfProfile } = this.backwards();
    for (const part of listAt(partsOfSet, set))
      for (const profile of listAt(profilesOfPart, part))
        for (const subject of listAt(subjectsOfProfile, profile)) take(subject, part);
  }

  /** The sets that hold a place. */
  setsOf(place: number): Int32Array {
    return listAt(this.backwards().setsOfPlace, place);
  }

  /** Whether a part lets the same through to every destination. */
  isPlain(part: number): boolean {
    return this.tables.specs.isPlain(this.parts[part]?.spec ?? 0);
  }

  /** What a place shows of its ports as a destination. */
  portsOf(place: number): number {
    return this.tables.portsOf[place] ?? NAMELESS;
  }
}

function openPlaces(profileOf: Int32Array): Int32Array {
  const open = new Int32Array(profileOf.length);
  for (let place = 0; place < open.length; place += 1)
    if (profileOf[place] === FREE) open[place] = ALL;
  return open;
}

function setsBeside({ profiles: { items }, parts }: GateTables): Int32Array {
  const sets = new Int32Array(items.length);
  for (let at = 0; at < sets.length; at += 1) sets[at] = parts[items[at] ?? 0]?.set ?? 0;
  return sets;
}

/**
 * The first and the last place of each of these sets, side by side. Most sets are of one namespace, and
 * most questions are about another one: a single flow reads little else.
 */
function reachesOf(sets: Int32Array, { lists: { starts, items } }: PlaceSets): Int32Array {
  const reaches = new Int32Array(2 * sets.length);
  for (let at = 0; at < sets.length; at += 1) {
    const set = sets[at] ?? 0;
    const [from, to] = [starts[set] ?? 0, starts[set + 1] ?? 0];
    reaches[2 * at] = from < to ? (items[from] ?? 0) : 0;
    reaches[2 * at + 1] = from < to ? (items[to - 1] ?? 0) : -1;
  }
  return reaches;
}
