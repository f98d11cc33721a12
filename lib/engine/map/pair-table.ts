const WIDEST_TABLE = 1_024;

/** Remembers an answer for two numbers: in a square while they are small, else in a map. */
export class PairTable {
  private readonly work: (a: number, b: number) => number;
  private width = 16;
  // Mutable: it doubles as numbers grow. -1 is not worked out yet.
  private square = new Int32Array(this.width * this.width).fill(-1);
  private readonly far = new Map<number, number>();

  constructor(work: (a: number, b: number) => number) {
    this.work = work;
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
