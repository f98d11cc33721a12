import { add, addAll, type Bits, has, noBits } from './bits';

/** What is reached: components that weigh something, as a list while they are few, then as bits. */
export interface Reached {
  readonly list: Int32Array | undefined;
  readonly bits: Bits | undefined;
  readonly weight: number;
}

const NO_ONE = new Int32Array(0);

const NOTHING: Reached = { list: NO_ONE, bits: undefined, weight: 0 };

/** Joins of what is reached. A list is shorter than the bits for all components would be. */
export class ReachedSets {
  private readonly weights: Int32Array;
  /** What is joined now; mutable, and empty between joins. */
  private joined: Bits;
  private readonly most: number;

  constructor(weights: Int32Array) {
    this.weights = weights;
    this.joined = noBits(weights.length);
    this.most = this.joined.length;
  }

  /** Some components, what is reached from them, and one that leads to itself, if it is none of them. */
  behind(
    others: readonly number[],
    known: readonly (Reached | undefined)[],
    itself: number,
  ): Reached {
    if (others.length === 0 && itself < 0) return NOTHING;
    const list: number[] = [];
    if (itself >= 0) this.take(itself, list);
    let isWide = false;
    for (const other of others) {
      if (has(this.joined, other)) continue;
      this.take(other, list);
      const { list: few = NO_ONE, bits } = known[other] ?? NOTHING;
      for (const component of few) this.take(component, list);
      if (bits === undefined) continue;
      addAll(this.joined, bits);
      isWide = true;
    }
    return isWide || list.length > this.most ? this.wide() : this.narrow(list);
  }

  private take(component: number, list: number[]): void {
    if (this.weights[component] === 0 || has(this.joined, component)) return;
    add(this.joined, component);
    list.push(component);
  }

  private narrow(list: readonly number[]): Reached {
    let weight = 0;
    for (const component of list) {
      weight += this.weights[component] ?? 0;
      this.joined[component >> 5] = 0;
    }
    return { list: Int32Array.from(list), bits: undefined, weight };
  }

  private wide(): Reached {
    const bits = this.joined;
    this.joined = noBits(this.weights.length);
    let weight = 0;
    bits.forEach((word, at) => {
      for (let left = word; left !== 0; left &= left - 1)
        weight += this.weights[at * 32 + 31 - Math.clz32(left & -left)] ?? 0;
    });
    return { list: undefined, bits, weight };
  }
}
