import { ALL_PORTS, type Direction, lazy } from '../../kernel';
import { type Lists, turned } from './classes';
import type { PlaceSets } from './place-sets';
import { type Bound, NAMELESS, type PortSpecs } from './port-specs';
import { ALL, NONE, type PortValues } from './port-values';
import { FREE, type RulePart } from './rules';
import { MOST_SLOTS } from './slots';

/** Nothing passes, not even between a pod and its own node. */
export const CLOSED = -2;

/**
 * One gate of every place of the cluster, in one direction, within one bound: the union of what the
 * parts of its profile let through. Places are classes of pods, then addresses, which no policy
 * holds back.
 */
export interface Gates {
  /** The number of its profile, `FREE` or `CLOSED`. */
  readonly profileOf: Int32Array;
  /** `ALL` for each place that is `FREE`, `NONE` for the others. */
  readonly openPlaces: Int32Array;
  readonly profiles: readonly Int32Array[];
  readonly parts: readonly RulePart[];
  readonly sets: PlaceSets;
  /** What a part lets through to a destination. */
  value(part: number, destination: number): number;
  /** What passes between a place and another one; one of them is the destination. */
  passing(subject: number, other: number, destination: number): number;
  /** Calls `take` for every other whom a subject that has a profile may let through. */
  spread(subject: number, take: (other: number, part: number) => void): void;
  /** Calls `take` for every subject that has a profile and may let an other through. */
  gather(other: number, take: (subject: number, part: number) => void): void;
  /** The same for the subjects of one set. */
  subjectsOfSet(set: number, take: (subject: number, part: number) => void): void;
  /** The sets that hold a place. */
  setsOf(place: number): Int32Array;
  /** Whether a part lets the same through to every destination. */
  isPlain(part: number): boolean;
  /** What a place shows of its ports as a destination. */
  portsOf(place: number): number;
}

export interface GateTables {
  readonly direction: Direction;
  readonly bound: Bound;
  readonly profileOf: Int32Array;
  readonly profiles: readonly Int32Array[];
  readonly parts: readonly RulePart[];
  readonly sets: PlaceSets;
  readonly specs: PortSpecs;
  readonly values: PortValues;
  readonly portsOf: Int32Array;
}

export function gatesOf(tables: GateTables): Gates {
  const { profileOf, profiles, parts, sets, values } = tables;
  const value = partValues(tables);
  const flat = flattened(profiles, parts);
  const backwards = lazy(() => turnAll(tables));
  const byProfile = (profile: number, other: number, destination: number): number => {
    let sum = NONE;
    const end = flat.starts[profile + 1] ?? 0;
    for (let at = flat.starts[profile] ?? 0; at < end && sum !== ALL; at += 1) {
      if (!sets.has(flat.sets[at] ?? 0, other)) continue;
      sum = values.union(sum, value(flat.parts[at] ?? 0, destination));
    }
    return sum;
  };
  const passing = (subject: number, other: number, destination: number): number => {
    const profile = profileOf[subject] ?? FREE;
    if (profile < 0) return profile === FREE ? ALL : NONE;
    return byProfile(profile, other, destination);
  };
  const setsOf = (place: number) => itemsAt(backwards().setsOfPlace, place);
  const subjectsOfSet = (set: number, take: (subject: number, part: number) => void) => {
    const { partsOfSet, profilesOfPart, subjectsOfProfile } = backwards();
    each(partsOfSet, set, (part) => {
      each(profilesOfPart, part, (profile) => {
        each(subjectsOfProfile, profile, (subject) => take(subject, part));
      });
    });
  };
  return {
    profileOf,
    openPlaces: profileOf.map((profile) => (profile === FREE ? ALL : NONE)),
    profiles,
    parts,
    sets,
    value,
    passing,
    spread: (subject, take) => {
      for (const part of profiles[profileOf[subject] ?? FREE] ?? [])
        for (const other of sets.list(parts[part]?.set ?? 0)) take(other, part);
    },
    gather: (other, take) => {
      for (const set of setsOf(other)) subjectsOfSet(set, take);
    },
    subjectsOfSet,
    setsOf,
    isPlain: (part) => tables.specs.isPlain(parts[part]?.spec ?? 0),
    portsOf: (place) => tables.portsOf[place] ?? NAMELESS,
  };
}

/** The profiles one behind the other, each part beside its set: a single flow reads little else. */
function flattened(profiles: readonly Int32Array[], all: readonly RulePart[]) {
  const starts = new Int32Array(profiles.length + 1);
  for (const [i, list] of profiles.entries()) starts[i + 1] = (starts[i] ?? 0) + list.length;
  const parts = new Int32Array(starts[profiles.length] ?? 0);
  for (const [i, list] of profiles.entries()) parts.set(list, starts[i]);
  return { starts, parts, sets: parts.map((part) => all[part]?.set ?? 0) };
}

/** What each part lets through: most parts the same to everybody, those with names by destination. */
function partValues({ parts, specs, values, portsOf, direction, bound }: GateTables) {
  const reading = { direction, bound };
  const among = (part: RulePart, ports: number) => {
    const ofPorts = specs.value(part.spec, reading, ports);
    const passing = values.intersect(ofPorts, values.of(ALL_PORTS, part.slots));
    return bound === 'possible' ? values.eitherWay(passing) : passing;
  };
  const same = new Map<number, number>();
  const everywhere = (part: RulePart): number => {
    const key = part.spec * MOST_SLOTS + part.slots;
    const found = same.get(key) ?? among(part, NAMELESS);
    same.set(key, found);
    return found;
  };
  const plain = Int32Array.from(parts, (part) =>
    specs.isPlain(part.spec) ? everywhere(part) : -1,
  );
  const named = new Map<number, number>();
  const width = 1 + portsOf.reduce((most, ports) => Math.max(most, ports), 0);
  return (number: number, destination: number): number => {
    const always = plain[number] ?? NONE;
    if (always >= 0) return always;
    const ports = portsOf[destination] ?? NAMELESS;
    const key = number * (width + 1) + ports + 1;
    const found = named.get(key);
    if (found !== undefined) return found;
    const part = parts[number];
    const answer = part === undefined ? NONE : among(part, ports);
    named.set(key, answer);
    return answer;
  };
}

interface Backwards {
  readonly partsOfSet: Lists;
  readonly setsOfPlace: Lists;
  readonly profilesOfPart: Lists;
  readonly subjectsOfProfile: Lists;
}

/** Everything turned around: who is in a set, which profiles have a part. Costs what it holds. */
function turnAll({ parts, sets, profiles, profileOf }: GateTables): Backwards {
  const isUsed = new Uint8Array(parts.length);
  for (const list of profiles) for (const part of list) isUsed[part] = 1;
  const partNumbers = [...parts.keys()].filter((part) => isUsed[part] === 1);
  const setNumbers = [...new Set(partNumbers.map((part) => parts[part]?.set ?? 0))];
  setNumbers.sort((a, b) => a - b);
  const one = new Int32Array(1);
  const just = (number: number) => {
    one[0] = number;
    return one;
  };
  return {
    partsOfSet: turned(
      partNumbers,
      (part) => just(parts[part]?.set ?? 0),
      1 + (setNumbers.at(-1) ?? 0),
    ),
    setsOfPlace: turned(setNumbers, sets.list, profileOf.length),
    profilesOfPart: turned(
      [...profiles.keys()],
      (profile) => profiles[profile] ?? one,
      1 + (partNumbers.at(-1) ?? 0),
    ),
    subjectsOfProfile: subjectsOf(profileOf, profiles.length),
  };
}

function subjectsOf(profileOf: Int32Array, profiles: number): Lists {
  const places = [...profileOf.keys()].filter((place) => (profileOf[place] ?? FREE) >= 0);
  const one = new Int32Array(1);
  return turned(
    places,
    (place) => {
      one[0] = profileOf[place] ?? 0;
      return one;
    },
    profiles,
  );
}

function each({ starts, items }: Lists, at: number, take: (item: number) => void): void {
  const end = starts[at + 1] ?? 0;
  for (let i = starts[at] ?? 0; i < end; i += 1) take(items[i] ?? 0);
}

function itemsAt({ starts, items }: Lists, at: number): Int32Array {
  return items.subarray(starts[at] ?? 0, starts[at + 1] ?? 0);
}
