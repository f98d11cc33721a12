/** How many values are kept at once; a power of two. */
const SLOTS = 1 << 15;

/** Some bytes: where they begin and end, and a number that equal bytes have in common. */
export interface Piece {
  readonly start: number;
  readonly end: number;
  readonly hash: number;
}

/**
 * Values by the very bytes that they were written as. Replicas repeat each other: labels, owners and
 * containers of 100,000 pods are few values written many times. A value seen before is not parsed
 * again, and is the same object, so that memory and whoever compares by identity gain too.
 *
 * Exact, because the bytes are compared and not only their hashes. Bounded: each slot holds one
 * value, and a newer one takes its place, unless that was found since the last one tried: the names
 * and addresses of pods, which no two have, would else push out what all of them repeat.
 */
export class SharedValues<T> {
  private readonly starts = new Int32Array(SLOTS).fill(-1);
  private readonly lengths = new Int32Array(SLOTS);
  private readonly hashes = new Int32Array(SLOTS);
  private readonly wasFound = new Uint8Array(SLOTS);
  private values: (T | undefined)[] = [];
  private bytes: Uint8Array = new Uint8Array();

  /** Turns to other bytes; what was known of the ones before is forgotten. */
  turnTo(bytes: Uint8Array): void {
    this.bytes = bytes;
    this.starts.fill(-1);
    this.wasFound.fill(0);
    this.values = new Array<T | undefined>(SLOTS).fill(undefined);
  }

  /** The value that was kept for the same bytes. */
  get({ start, end, hash }: Piece): T | undefined {
    const slot = slotOf(hash);
    const { bytes } = this;
    const known = this.starts[slot] ?? -1;
    const length = end - start;
    if (known < 0 || this.hashes[slot] !== hash || this.lengths[slot] !== length) return undefined;
    for (let i = 0; i < length; i += 1) if (bytes[known + i] !== bytes[start + i]) return undefined;
    this.wasFound[slot] = 1;
    return this.values[slot];
  }

  /** Keeps the value of some bytes, and gives it. */
  keep({ start, end, hash }: Piece, value: T): T {
    const slot = slotOf(hash);
    if (this.wasFound[slot] === 1) {
      this.wasFound[slot] = 0;
      return value;
    }
    this.starts[slot] = start;
    this.lengths[slot] = end - start;
    this.hashes[slot] = hash;
    this.values[slot] = value;
    return value;
  }
}

function slotOf(hash: number): number {
  return (hash ^ (hash >>> 15)) & (SLOTS - 1);
}
