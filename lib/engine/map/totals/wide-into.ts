import { type Lists, listAt, placesOf } from '../lists/lists';
import { NONE, type PortValues } from '../ports/port-values';
import type { Gates } from '../rules/gates';
import { FREE } from '../rules/profile-marks';
import type { WideTypes } from './wide-types';

/** How many sets deep sums are kept; a source in more sets than that adds the others anew. */
const KEPT = 16;

/**
 * What wide parts let into each kind of destination, group by group of sources. A group is the list
 * of wide sets that hold it, and what its sets add up to does not depend on their order. So the sets
 * that concern most come first, groups are gone through in the order of their lists, and what a
 * group has in common with the one before it is taken from there: a set that many groups are in is
 * summed up once for all of them, and not once for each. Costs what the sets of a group concern
 * beyond that, and the copy of one array for each of these sets; the memory is `KEPT` such arrays.
 */
export class WideInto {
  private readonly gates: Gates;
  private readonly values: PortValues;
  /** One destination of each kind. */
  private readonly examples: readonly number[];
  /** The kinds whose example has a profile. */
  private readonly kindsOfProfile: Lists;
  /** What the first sets of the last group added up to: none of them, one, two, and so on. */
  private readonly levels: Int32Array[];
  private last: readonly number[] = [];

  constructor(gates: Gates, values: PortValues, { destinations }: WideTypes) {
    this.gates = gates;
    this.values = values;
    this.examples = destinations.says.examples;
    this.kindsOfProfile = placesOf(
      Int32Array.from(this.examples, (place) => gates.profileOf[place] ?? FREE),
      gates.profiles.starts.length - 1,
    );
    this.levels = [Int32Array.from(this.examples, (place) => gates.openPlaces[place] ?? NONE)];
  }

  /** Calls `take` for each source with what it sends into each kind, in whatever order costs least. */
  forEach(sources: readonly number[], take: (at: number, into: Int32Array) => void): void {
    const sizes = new Map<number, number>();
    const sizeOf = (set: number): number => {
      const size = sizes.get(set) ?? this.concerned(set);
      sizes.set(set, size);
      return size;
    };
    const lists = sources.map((source) =>
      Array.from(this.gates.setsOf(source).filter((set) => sizeOf(set) > 0)).sort(
        (a, b) => sizeOf(b) - sizeOf(a) || a - b,
      ),
    );
    const order = [...lists.keys()].sort((a, b) => inOrder(lists[a] ?? [], lists[b] ?? []));
    for (const at of order) take(at, this.sumOf(lists[at] ?? []));
  }

  /** What the sets of a list add up to. Good until the next one. */
  private sumOf(sets: readonly number[]): Int32Array {
    let level = 0;
    while (level < KEPT && level < sets.length && sets[level] === this.last[level]) level += 1;
    this.last = sets;
    let into = this.level(level);
    for (const set of sets.slice(level)) {
      // Behind the last level that is kept stands one that is written anew for every list.
      if (level <= KEPT) {
        level += 1;
        into = this.copied(into, level);
      }
      this.add(set, into);
    }
    return into;
  }

  private level(at: number): Int32Array {
    const known = this.levels[at];
    if (known !== undefined) return known;
    const made = new Int32Array(this.examples.length);
    this.levels[at] = made;
    return made;
  }

  private copied(from: Int32Array, at: number): Int32Array {
    const level = this.level(at);
    level.set(from);
    return level;
  }

  /** How many kinds a wide set concerns, about: by its parts, and by the profiles that have them. */
  private concerned(set: number): number {
    if (!this.gates.sets.isWide(set)) return 0;
    const { partsOfSet, profilesOfPart } = this.gates.backwards();
    let count = 0;
    for (const part of listAt(partsOfSet, set))
      count += (profilesOfPart.starts[part + 1] ?? 0) - (profilesOfPart.starts[part] ?? 0);
    return count;
  }

  private add(set: number, into: Int32Array): void {
    const { partsOfSet, profilesOfPart } = this.gates.backwards();
    for (const part of listAt(partsOfSet, set)) {
      const end = profilesOfPart.starts[part + 1] ?? 0;
      for (let at = profilesOfPart.starts[part] ?? 0; at < end; at += 1)
        this.addTo(profilesOfPart.items[at] ?? 0, part, into);
    }
  }

  private addTo(profile: number, part: number, into: Int32Array): void {
    const { starts, items } = this.kindsOfProfile;
    const end = starts[profile + 1] ?? 0;
    for (let at = starts[profile] ?? 0; at < end; at += 1) {
      const kind = items[at] ?? 0;
      const value = this.gates.value(part, this.examples[kind] ?? 0);
      into[kind] = this.values.union(into[kind] ?? NONE, value);
    }
  }
}

/** The order of two lists, number by number; a list stands behind its own beginnings. */
function inOrder(one: readonly number[], other: readonly number[]): number {
  const shared = one.findIndex((number, at) => number !== other[at]);
  if (shared < 0) return one.length - other.length;
  return (one[shared] ?? 0) - (other[shared] ?? -1);
}
