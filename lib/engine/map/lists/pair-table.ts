const WIDEST_TABLE = 1_024;

/** Which answers are remembered: all of them, or those for two small numbers, so that their room is bounded. */
type Kept = 'all' | 'only-small';

/**
 * Remembers an answer for two numbers: in a square while they are small, where it is one look-up,
 * else in a map. The square takes four times the room of the largest number in it, squared, and at
 * most 4 MB; the map grows with what is asked.
 */
export class PairTable {
  private readonly work: (a: number, b: number) => number;
  private width = 16;
  // Mutable: it doubles as numbers grow. -1 is not worked out yet.
  private square = new Int32Array(this.width * this.width).fill(-1);
  private readonly far = new Map<number, number>();

  private readonly kept: Kept;

  constructor(work: (a: number, b: number) => number, kept: Kept = 'all') {
    this.work = work;
    this.kept = kept;
  }

  of(a: number, b: number): number {
    if (a >= WIDEST_TABLE || b >= WIDEST_TABLE) return this.farAnswer(a, b);
    if (a >= this.width || b >= this.width) this.widen(Math.max(a, b));
    const found = this.square[a * this.width + b] ?? -1;
    return found >= 0 ? found : this.nearAnswer(a, b);
  }

  private nearAnswer(a: number, b: number): number {
    const answer = this.work(a, b);
    this.square[a * this.width + b] = answer;
    return answer;
  }

  private farAnswer(a: number, b: number): number {
    if (this.kept === 'only-small') return this.work(a, b);
    const key = a * 0x1_0000_0000 + b;
    const found = this.far.get(key) ?? this.work(a, b);
    this.far.set(key, found);
    return found;
  }

  private widen(least: number): void {
    const [old, before] = [this.square, this.width];
    while (this.width <= least) this.width *= 2;
    this.square = new Int32Array(this.width * this.width).fill(-1);
    for (let row = 0; row < before; row += 1)
      this.square.set(old.subarray(row * before, (row + 1) * before), row * this.width);
  }
}
