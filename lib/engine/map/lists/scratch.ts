import { grown, type IntLists } from './int-lists';

/**
 * A list of integers that is written anew for every question, so that a hundred thousand questions
 * make no garbage. Mutable, and so it never leaves the function that asks.
 */
export class Scratch {
  items = new Int32Array(64);
  length = 0;

  clear(): void {
    this.length = 0;
  }

  add(number: number): void {
    if (this.length === this.items.length) this.items = grown(this.items, this.length + 1);
    this.items[this.length] = number;
    this.length += 1;
  }

  /** Puts a number at its place among those from `start` on, which are ascending. */
  insert(number: number, start: number): void {
    this.add(number);
    const { items } = this;
    let at = this.length - 1;
    for (; at > start && (items[at - 1] ?? 0) > number; at -= 1) items[at] = items[at - 1] ?? 0;
    items[at] = number;
  }

  /** The number of this list among others. */
  internIn(lists: IntLists): number {
    return lists.intern(this.items, this.length);
  }
}
