import type { Json } from '../../kernel';
import { AlikePod } from './alike-pod';

/** A value of a dump, and where it is written. */
export interface Item {
  readonly value: Json;
  readonly start: number;
  readonly end: number;
  /** Whether something may have been left out. */
  readonly isPart: boolean;
}

/** Whoever goes through the items of a list. */
export interface ItemVisitor {
  pod(pod: AlikePod): void;
  item(item: Item): void;
}

/**
 * The items of a list in their order. What is not known yet to be a manifest stands side by side in
 * columns: an object for each would be kept as long as the values are, 100,000 times, only to be
 * taken apart again.
 */
export class Items {
  private readonly values: (Json | AlikePod)[] = [];
  private readonly starts: number[] = [];
  private readonly ends: number[] = [];
  private readonly parts: boolean[] = [];

  add({ value, start, end, isPart }: Item): void {
    this.values.push(value);
    this.starts.push(start);
    this.ends.push(end);
    this.parts.push(isPart);
  }

  /** A pod that knows itself where it is written. */
  addPod(pod: AlikePod): void {
    this.values.push(pod);
  }

  visit(visitor: ItemVisitor): void {
    const { values, starts, ends, parts } = this;
    let row = 0;
    for (const value of values) {
      if (value instanceof AlikePod) {
        visitor.pod(value);
        continue;
      }
      const isPart = parts[row] ?? false;
      visitor.item({ value, start: starts[row] ?? 0, end: ends[row] ?? 0, isPart });
      row += 1;
    }
  }
}
