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
  return new Pool();
}

/**
 * A class, as everything is here that runs for each pod or each rule: compiled code of a closure is
 * forgotten together with the map that it was made for, that of a method stays for the next map.
 */
class Pool implements IntLists {
  // Mutable, and replaced by twice as large ones when full: these lists are the bulk of a map.
  private pool = new Int32Array(256);
  private starts = new Int32Array(64);
  private hashes = new Int32Array(64);
  private buckets = new Int32Array(128).fill(-1);
  private used = 0;

  intern(items: ArrayLike<number>, length: number): number {
    const hash = hashOf(items, length);
    const at = this.place(hash, items, length);
    const known = this.buckets[at] ?? -1;
    if (known >= 0) return known;
    const id = this.used;
    this.append(items, length);
    this.hashes[id] = hash;
    this.buckets[at] = id;
    if (this.used * 2 > this.buckets.length) this.widen();
    return id;
  }

  at(id: number, place: number): number {
    return this.pool[(this.starts[id] ?? 0) + place] ?? 0;
  }

  length(id: number): number {
    return (this.starts[id + 1] ?? 0) - (this.starts[id] ?? 0);
  }

  list(id: number): Int32Array {
    return this.pool.subarray(this.starts[id], this.starts[id + 1]);
  }

  count(): number {
    return this.used;
  }

  private place(hash: number, items: ArrayLike<number>, length: number): number {
    const { buckets, hashes } = this;
    const mask = buckets.length - 1;
    let at = hash & mask;
    for (let id = buckets[at] ?? -1; id >= 0; id = buckets[at] ?? -1) {
      if (hashes[id] === hash && this.sameAt(id, items, length)) return at;
      at = (at + 1) & mask;
    }
    return at;
  }

  private sameAt(id: number, items: ArrayLike<number>, length: number): boolean {
    const { pool, starts } = this;
    const start = starts[id] ?? 0;
    if ((starts[id + 1] ?? 0) - start !== length) return false;
    for (let i = 0; i < length; i += 1) if (pool[start + i] !== items[i]) return false;
    return true;
  }

  private widen(): void {
    const buckets = new Int32Array(this.buckets.length * 2).fill(-1);
    const mask = buckets.length - 1;
    for (let id = 0; id < this.used; id += 1) {
      let at = (this.hashes[id] ?? 0) & mask;
      while ((buckets[at] ?? -1) >= 0) at = (at + 1) & mask;
      buckets[at] = id;
    }
    this.buckets = buckets;
  }

  private append(items: ArrayLike<number>, length: number): void {
    const start = this.starts[this.used] ?? 0;
    if (start + length > this.pool.length) this.pool = grown(this.pool, start + length);
    if (this.used + 2 > this.starts.length) {
      this.starts = grown(this.starts, this.used + 2);
      this.hashes = grown(this.hashes, this.used + 2);
    }
    const { pool } = this;
    for (let i = 0; i < length; i += 1) pool[start + i] = items[i] ?? 0;
    this.used += 1;
    this.starts[this.used] = start + length;
  }
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
