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

/**
 * The items of a list, side by side in columns: an object for each would be kept as long as the
 * values are, 100,000 times, only to be taken apart again.
 */
export class Items {
  private readonly values: (Json | AlikePod)[] = [];
  private readonly starts: number[] = [];
  private readonly ends: number[] = [];
  private readonly parts: boolean[] = [];

  add({ value, start, end, isPart }: Item): void {
    this.put(value, start, end, isPart);
  }

  /** A pod that knows itself where it is written. */
  addPod(pod: AlikePod): void {
    this.put(pod, 0, 0, true);
  }

  *[Symbol.iterator](): IterableIterator<Item | AlikePod> {
    const { values, starts, ends, parts } = this;
    for (const [i, value] of values.entries()) {
      if (value instanceof AlikePod) yield value;
      else yield { value, start: starts[i] ?? 0, end: ends[i] ?? 0, isPart: parts[i] ?? false };
    }
  }

  private put(value: Json | AlikePod, start: number, end: number, isPart: boolean): void {
    this.values.push(value);
    this.starts.push(start);
    this.ends.push(end);
    this.parts.push(isPart);
  }
}
