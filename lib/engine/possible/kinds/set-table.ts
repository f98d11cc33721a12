/**
 * A list of sets of small numbers in which each set is kept once, so that equal sets have one number
 * (hash consing). Sets are rows of words in one array, found by open addressing: adding one costs its
 * words, and a hundred thousand of them are no objects for the collector to visit.
 */
export interface SetTable {
  /** How many different sets there are: they are numbered from 0. */
  size(): number;
  /** The number of a set; the next one for a set that was not there. */
  add(words: Uint32Array): number;
  /** One word of a set: bit 0 of its first word is the number 0. */
  word(set: number, at: number): number;
}

const WORD = 32;
const FIRST_SETS = 8;
/** No set here. */
const EMPTY = -1;

/** How many words a set of numbers below `size` takes. */
export function wordsFor(size: number): number {
  return Math.max(1, Math.ceil(size / WORD));
}

/** Puts a number into a set. */
export function put(words: Uint32Array, number: number): void {
  const at = Math.floor(number / WORD);
  words[at] = (words[at] ?? 0) | (1 << (number % WORD));
}

/** Takes a number out of a set. */
export function drop(words: Uint32Array, number: number): void {
  const at = Math.floor(number / WORD);
  words[at] = (words[at] ?? 0) & ~(1 << (number % WORD));
}

/** An empty table of sets that take `width` words each. */
export function setTable(width: number): SetTable {
  // Arrays that grow in place: nobody sees them but the two functions below.
  let rows = new Uint32Array(FIRST_SETS * width);
  let slots = new Int32Array(2 * FIRST_SETS).fill(EMPTY);
  let size = 0;
  const isAt = (set: number, words: Uint32Array): boolean => {
    for (let at = 0; at < width; at += 1) {
      if (rows[set * width + at] !== words[at]) return false;
    }
    return true;
  };
  /** The slot of a set, or the empty one where it belongs. */
  const slotOf = (words: Uint32Array): number => {
    let slot = hashOf(words) & (slots.length - 1);
    for (;;) {
      const set = slots[slot] ?? EMPTY;
      if (set === EMPTY || isAt(set, words)) return slot;
      slot = (slot + 1) & (slots.length - 1);
    }
  };
  const grow = (): void => {
    const before = rows;
    rows = new Uint32Array(2 * before.length);
    rows.set(before);
    slots = new Int32Array(2 * slots.length).fill(EMPTY);
    for (let set = 0; set < size; set += 1) {
      slots[slotOf(rows.subarray(set * width, (set + 1) * width))] = set;
    }
  };
  return {
    size: () => size,
    add: (words) => {
      const slot = slotOf(words);
      const known = slots[slot] ?? EMPTY;
      if (known !== EMPTY) return known;
      rows.set(words, size * width);
      slots[slot] = size;
      size += 1;
      if (2 * size >= slots.length) grow();
      return size - 1;
    },
    word: (set, at) => rows[set * width + at] ?? 0,
  };
}

/** Mixes all words (multiplication by the golden ratio, as in Fibonacci hashing). */
function hashOf(words: Uint32Array): number {
  let hash = 0;
  for (const word of words) {
    hash = Math.imul(hash ^ word, 0x9e3779b1);
    hash ^= hash >>> 15;
  }
  return hash;
}
