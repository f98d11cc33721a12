import { firstFrom } from '../lists/bisect';
import { type Lists, listAt } from '../lists/lists';

/**
 * From this size on, a set counts as wide. What wide sets say is worked out for kinds of places and
 * not for places; what narrow ones say costs their own incidences. Anything from 16 to 256 does.
 */
export const WIDE_FROM = 32;

/** How many times the room of its list the bits of a set may take. */
const ROOM = 4;

/**
 * Sets of places that answer quickly whether they hold one: a short set is searched, a long one has
 * a bit for every place. Bits are used from a thirty-second of all places on, so they never take
 * more room than the list.
 */
export class PlaceSets {
  /** The places of each set, ascending. */
  readonly lists: Lists;
  private readonly wide: Uint8Array;
  private readonly bits: Int32Array;
  /** Where the bits of a set begin; negative where it has none. */
  private readonly bitsAt: Int32Array;

  constructor(lists: Lists, places: number, wideFrom: number) {
    this.lists = lists;
    const { starts } = lists;
    this.wide = new Uint8Array(starts.length - 1);
    this.bitsAt = new Int32Array(starts.length - 1).fill(-1);
    const width = (places + 31) >> 5;
    let used = 0;
    for (let set = 0; set < this.wide.length; set += 1) {
      const length = (starts[set + 1] ?? 0) - (starts[set] ?? 0);
      if (length >= wideFrom) this.wide[set] = 1;
      if (length * ROOM <= width) continue;
      this.bitsAt[set] = used;
      used += width;
    }
    this.bits = new Int32Array(used);
    this.bitsAt.forEach((at, set) => {
      if (at >= 0) this.setBits(at, listAt(lists, set));
    });
  }

  isWide(set: number): boolean {
    return this.wide[set] === 1;
  }

  has(set: number, place: number): boolean {
    const at = this.bitsAt[set] ?? -1;
    if (at >= 0) return (((this.bits[at + (place >> 5)] ?? 0) >> (place & 31)) & 1) === 1;
    const { starts, items } = this.lists;
    const [from, to] = [starts[set] ?? 0, starts[set + 1] ?? 0];
    // Most sets are of one namespace, and most questions about another one.
    const isNear = from < to && (items[from] ?? 0) <= place && place <= (items[to - 1] ?? 0);
    return isNear && items[firstFrom(items, place, from, to)] === place;
  }

  private setBits(at: number, places: Int32Array): void {
    for (const place of places) {
      const word = at + (place >> 5);
      this.bits[word] = (this.bits[word] ?? 0) | (1 << (place & 31));
    }
  }
}

/** Lists with each place replaced by `placeOf`; dropped where that is negative. */
export function replaced({ starts, items }: Lists, placeOf: Int32Array): Lists {
  const from = new Int32Array(starts.length);
  const into = new Int32Array(items.length);
  let used = 0;
  for (let set = 0; set + 1 < starts.length; set += 1) {
    const end = starts[set + 1] ?? 0;
    for (let at = starts[set] ?? 0; at < end; at += 1) {
      const own = placeOf[items[at] ?? 0] ?? -1;
      if (own < 0) continue;
      into[used] = own;
      used += 1;
    }
    from[set + 1] = used;
  }
  return { starts: from, items: into.slice(0, used) };
}
