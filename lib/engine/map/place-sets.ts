import type { IntLists } from './int-lists';

/**
 * From this size on, a set counts as wide. What wide sets say is worked out for kinds of places and
 * not for places; what narrow ones say costs their own incidences. Anything from 16 to 256 does.
 */
export const WIDE_FROM = 32;

/**
 * Sets of places that answer quickly whether they hold one: a short set is searched, a long one has
 * a bit for every place. Bits are used from a thirty-second of all places on, so they never take
 * more room than the list.
 */
export interface PlaceSets {
  list(set: number): Int32Array;
  isWide(set: number): boolean;
  has(set: number, place: number): boolean;
}

/** The sets of `lists` that `numbers` names, each place replaced by `placeOf`; dropped where negative. */
export function placeSets(
  lists: IntLists,
  numbers: readonly number[],
  placeOf: (place: number) => number,
  count: number,
  wideFrom: number,
): PlaceSets {
  const starts = new Int32Array(lists.count());
  const ends = new Int32Array(lists.count());
  const size = numbers.reduce((sum, set) => sum + lists.list(set).length, 0);
  const items = new Int32Array(size);
  let used = 0;
  for (const set of numbers) {
    starts[set] = used;
    for (const place of lists.list(set)) {
      const own = placeOf(place);
      items[used] = own;
      if (own >= 0) used += 1;
    }
    ends[set] = used;
  }
  const list = (set: number) => items.subarray(starts[set], ends[set]);
  const { bits, bitsAt } = bitsOf(numbers, list, lists.count(), count);
  const search = (set: number, place: number): boolean => {
    let from = starts[set] ?? 0;
    let to = ends[set] ?? 0;
    while (from < to) {
      const middle = (from + to) >> 1;
      const found = items[middle] ?? 0;
      if (found === place) return true;
      if (found < place) from = middle + 1;
      else to = middle;
    }
    return false;
  };
  /** Most sets are of one namespace, and most questions about another one. */
  const isNear = (set: number, place: number): boolean => {
    const [from, to] = [starts[set] ?? 0, ends[set] ?? 0];
    return from < to && (items[from] ?? 0) <= place && place <= (items[to - 1] ?? 0);
  };
  return {
    list,
    isWide: (set) => (ends[set] ?? 0) - (starts[set] ?? 0) >= wideFrom,
    has: (set, place) => {
      const at = bitsAt[set] ?? -1;
      if (at < 0) return isNear(set, place) && search(set, place);
      return (((bits[at + (place >> 5)] ?? 0) >> (place & 31)) & 1) === 1;
    },
  };
}

/** A bit for every place, for each set that is longer than that. */
function bitsOf(
  numbers: readonly number[],
  list: (set: number) => Int32Array,
  sets: number,
  count: number,
) {
  const width = (count + 31) >> 5;
  const long = numbers.filter((set) => list(set).length > width);
  const bits = new Int32Array(long.length * width);
  const bitsAt = new Int32Array(sets).fill(-1);
  long.forEach((set, number) => {
    const at = number * width;
    bitsAt[set] = at;
    for (const place of list(set)) {
      const word = at + (place >> 5);
      bits[word] = (bits[word] ?? 0) | (1 << (place & 31));
    }
  });
  return { bits, bitsAt };
}
