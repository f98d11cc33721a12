/** A set of small numbers, fast to join: bit 0 of the first word is 0. */
export type Bits = Uint32Array;

const WORD = 32;

/** The empty set of numbers below `size`. */
export function noBits(size: number): Bits {
  return new Uint32Array(Math.ceil(size / WORD));
}

/** Puts a number in. */
export function add(bits: Bits, number: number): void {
  const word = Math.floor(number / WORD);
  bits[word] = (bits[word] ?? 0) | (1 << (number % WORD));
}

/** Whether a number is in. */
export function has(bits: Bits, number: number): boolean {
  return ((bits[Math.floor(number / WORD)] ?? 0) & (1 << (number % WORD))) !== 0;
}

/** Puts in every number of another set. */
function addAll(bits: Bits, others: Bits): void {
  for (let word = 0; word < bits.length; word += 1) {
    bits[word] = (bits[word] ?? 0) | (others[word] ?? 0);
  }
}

/**
 * What each row reaches in any number of steps, by Warshall's algorithm: columns beyond the rows are
 * reached, and lead nowhere.
 */
export function closureOf(rows: readonly Bits[]): readonly Bits[] {
  const closed = rows.map((row) => row.slice());
  for (const [through, reached] of closed.entries()) {
    for (const row of closed) if (has(row, through)) addAll(row, reached);
  }
  return closed;
}
