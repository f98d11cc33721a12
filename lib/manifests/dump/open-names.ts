/** An object with more fields is left to the other reader: that no field is written twice is compared. */
const MAX_FIELDS = 64;

/** Plans are not so deep that more names are open at once. */
const MAX_NAMES = 8 * MAX_FIELDS;

/**
 * The names of the objects that are open, one behind the other, in which no name may come twice.
 *
 * The idea: objects of one kind name the same fields in the same order, so what stood at a place the
 * last time most likely stands there again, and its bytes tell without a text made of them.
 * Why it is right: all bytes of a name are compared, with both of its quotes.
 * Its bound: a name is compared with those of its own object, of which there are at most 64.
 */
export class OpenNames {
  /** How many are open. */
  count = 0;
  private readonly names: string[] = [];
  /** Where each was written the last time, and how long it is. Arrays, because each object has new ones. */
  private readonly starts = new Int32Array(MAX_NAMES);
  private readonly lengths = new Int32Array(MAX_NAMES);
  private bytes: Uint8Array = new Uint8Array();

  turnTo(bytes: Uint8Array): void {
    this.bytes = bytes;
    this.lengths.fill(0);
  }

  /** How long the next name is, if it is the one of the last time and is written at `at`; else 0. */
  likelyLength(at: number): number {
    const { bytes, count } = this;
    const length = this.lengths[count] ?? 0;
    const start = this.starts[count] ?? 0;
    for (let i = 0; i < length; i += 1) if (bytes[start + i] !== bytes[at + i]) return 0;
    return length;
  }

  /** The next name, if it is the one of the last time. */
  likely(): string | undefined {
    return this.names[this.count];
  }

  /** Remembers the next name, which is written from `start` to `end`, for the next time. */
  learn(name: string, start: number, end: number): void {
    const { count } = this;
    this.names[count] = name;
    this.starts[count] = start;
    this.lengths[count] = end - start;
  }

  /** Opens the next name; false where the object has it already, or too many. Its names begin at `first`. */
  open(name: string, first: number): boolean {
    const { names, count } = this;
    for (let i = first; i < count; i += 1) if (names[i] === name) return false;
    this.count = count + 1;
    return count - first < MAX_FIELDS;
  }
}
