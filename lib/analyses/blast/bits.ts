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
export function addAll(bits: Bits, others: Bits): void {
  for (let word = 0; word < bits.length; word += 1) {
    bits[word] = (bits[word] ?? 0) | (others[word] ?? 0);
  }
}

/** The lowest number of the set from `first` on; -1 where there is none. */
export function nextIn(bits: Bits, first: number): number {
  const start = Math.floor(first / WORD);
  for (let word = start; word < bits.length; word += 1) {
    const above = word === start ? -1 << (first % WORD) : -1;
    const left = (bits[word] ?? 0) & above;
    if (left !== 0) return word * WORD + 31 - Math.clz32(left & -left);
  }
  return -1;
}

/** All numbers of the set, ascending. */
export function* numbersIn(bits: Bits): Generator<number> {
  for (let number = nextIn(bits, 0); number >= 0; number = nextIn(bits, number + 1)) yield number;
}
