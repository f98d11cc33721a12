/**
 * Numbers for lists of integers, so that two equal lists are told equal by comparing two numbers.
 * Exact: a hash only chooses where to look, the lists themselves are compared. All lists lie in one
 * array one behind the other; an entry costs its length, and asking for one costs the same.
 */
export interface IntLists {
  /** The number of the list in the first `length` places of `items`. */
  intern(items: ArrayLike<number>, length: number): number;
  /** One number of a list, and how many it has. */
  at(id: number, place: number): number;
  length(id: number): number;
  /** A view of a list. It is good until the next `intern`. */
  list(id: number): Int32Array;
  /** How many different lists there are; they are numbered from 0. */
  count(): number;
}

const FNV_PRIME = 0x01000193;
const FNV_START = 0x811c9dc5;

/** An empty collection of lists. */
export function intLists(): IntLists {
  // Mutable, and replaced by twice as large ones when full: these lists are the bulk of a map.
  let pool = new Int32Array(256);
  let starts = new Int32Array(64);
  let hashes = new Int32Array(64);
  let buckets = new Int32Array(128).fill(-1);
  let count = 0;

  const sameAt = (id: number, items: ArrayLike<number>, length: number): boolean => {
    const start = starts[id] ?? 0;
    if ((starts[id + 1] ?? 0) - start !== length) return false;
    for (let i = 0; i < length; i += 1) if (pool[start + i] !== items[i]) return false;
    return true;
  };
  const place = (hash: number, items: ArrayLike<number>, length: number): number => {
    const mask = buckets.length - 1;
    let at = hash & mask;
    for (let id = buckets[at] ?? -1; id >= 0; id = buckets[at] ?? -1) {
      if (hashes[id] === hash && sameAt(id, items, length)) return at;
      at = (at + 1) & mask;
    }
    return at;
  };
  const widen = () => {
    buckets = new Int32Array(buckets.length * 2).fill(-1);
    const mask = buckets.length - 1;
    for (let id = 0; id < count; id += 1) {
      let at = (hashes[id] ?? 0) & mask;
      while ((buckets[at] ?? -1) >= 0) at = (at + 1) & mask;
      buckets[at] = id;
    }
  };
  const append = (items: ArrayLike<number>, length: number) => {
    const start = starts[count] ?? 0;
    if (start + length > pool.length) pool = grown(pool, start + length);
    if (count + 2 > starts.length) {
      starts = grown(starts, count + 2);
      hashes = grown(hashes, count + 2);
    }
    for (let i = 0; i < length; i += 1) pool[start + i] = items[i] ?? 0;
    count += 1;
    starts[count] = start + length;
  };
  return {
    intern: (items, length) => {
      const hash = hashOf(items, length);
      const at = place(hash, items, length);
      const known = buckets[at] ?? -1;
      if (known >= 0) return known;
      const id = count;
      append(items, length);
      hashes[id] = hash;
      buckets[at] = id;
      if (count * 2 > buckets.length) widen();
      return id;
    },
    at: (id, place) => pool[(starts[id] ?? 0) + place] ?? 0,
    length: (id) => (starts[id + 1] ?? 0) - (starts[id] ?? 0),
    list: (id) => pool.subarray(starts[id], starts[id + 1]),
    count: () => count,
  };
}

/** FNV-1a over whole integers, with its high bits mixed into the low ones that choose a bucket. */
function hashOf(items: ArrayLike<number>, length: number): number {
  let hash = FNV_START;
  for (let i = 0; i < length; i += 1) hash = Math.imul(hash ^ (items[i] ?? 0), FNV_PRIME);
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  return hash ^ (hash >>> 13);
}

/** The same array with room for at least `length` numbers. */
export function grown(array: Int32Array, length: number): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(Math.max(length, array.length * 2));
  larger.set(array);
  return larger;
}
