import type { MapSteps } from '../cluster-map';

/**
 * Steps of nodes, in the order of their numbers. Nodes that are come upon on the way are numbered from
 * there, and filled after all others: filling one may come upon more, and each is filled once, so this
 * ends when no new one is found. Mutable: it may hold millions of steps, and grows by doubling. Costs
 * one place for each step.
 */
export class StepList {
  private items = new Int32Array(1024);
  private used = 0;
  private count: number;
  private readonly numbers = new Map<string, number>();
  private readonly keys: string[] = [];
  private readonly ends: number;

  constructor(ends: number) {
    this.ends = ends;
    this.count = ends;
  }

  /** A step of the node that is filled now. */
  add(to: number): void {
    if (this.used === this.items.length) {
      const larger = new Int32Array(this.used * 2);
      larger.set(this.items);
      this.items = larger;
    }
    this.items[this.used] = to;
    this.used += 1;
  }

  /** The node for something that several nodes have a step to. */
  node(key: string): number {
    const known = this.numbers.get(key);
    if (known !== undefined) return known;
    this.count += 1;
    this.numbers.set(key, this.count - 1);
    this.keys.push(key);
    return this.count - 1;
  }

  keyOf(node: number): string {
    return this.keys[node - this.ends] ?? '';
  }

  filled(fill: (node: number) => void): MapSteps {
    const starts: number[] = [0];
    for (let node = 0; node < this.count; node += 1) {
      fill(node);
      starts.push(this.used);
    }
    return { starts: Int32Array.from(starts), items: this.items.subarray(0, this.used) };
  }
}
