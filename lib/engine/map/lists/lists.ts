import type { IntLists } from './int-lists';

/**
 * Lists one behind the other: those of place `i` are from `starts[i]` to `starts[i + 1]`. Two arrays
 * hold any number of lists, so nothing of a map is an object for each of its items; everything below
 * costs what the lists hold.
 */
export interface Lists {
  readonly starts: Int32Array;
  readonly items: Int32Array;
}

/** A view of one list. */
export function listAt({ starts, items }: Lists, at: number): Int32Array {
  return items.subarray(starts[at] ?? 0, starts[at + 1] ?? 0);
}

/** All lists of a collection, by their numbers. */
export function flatLists(lists: IntLists): Lists {
  const starts = new Int32Array(lists.count() + 1);
  for (let id = 0; id < lists.count(); id += 1)
    starts[id + 1] = (starts[id] ?? 0) + lists.length(id);
  const items = new Int32Array(starts[lists.count()] ?? 0);
  for (let id = 0; id < lists.count(); id += 1) items.set(lists.list(id), starts[id]);
  return { starts, items };
}

/** The same lists, but for those that do not count, which are empty. */
export function only({ starts, items }: Lists, counts: Uint8Array): Lists {
  const from = new Int32Array(starts.length);
  const into = new Int32Array(items.length);
  let used = 0;
  for (let list = 0; list + 1 < starts.length; list += 1) {
    const end = counts[list] === 1 ? (starts[list + 1] ?? 0) : 0;
    for (let at = starts[list] ?? 0; at < end; at += 1) {
      into[used] = items[at] ?? 0;
      used += 1;
    }
    from[list + 1] = used;
  }
  return { starts: from, items: into.slice(0, used) };
}

/** Turns lists around: for each number below `count`, the lists that hold it, ascending. */
export function turned({ starts, items }: Lists, count: number): Lists {
  const turning = new Turning(count);
  const size = starts[starts.length - 1] ?? 0;
  for (let at = 0; at < size; at += 1) turning.count(items[at] ?? 0);
  turning.layOut();
  for (let list = 0; list + 1 < starts.length; list += 1) {
    const end = starts[list + 1] ?? 0;
    for (let at = starts[list] ?? 0; at < end; at += 1) turning.add(items[at] ?? 0, list);
  }
  return { starts: turning.starts, items: turning.items };
}

/** Turns numbers around: for each number below `count`, the places that have it, ascending; none for a negative one. */
export function placesOf(numbers: Int32Array, count: number): Lists {
  const turning = new Turning(count);
  for (const number of numbers) turning.count(number);
  turning.layOut();
  for (let place = 0; place < numbers.length; place += 1) turning.add(numbers[place] ?? -1, place);
  return { starts: turning.starts, items: turning.items };
}

/** A counting sort: everything is counted, then laid out, then added in the same order. */
class Turning {
  readonly starts: Int32Array;
  items = new Int32Array(0);
  private next = new Int32Array(0);
  private readonly most: number;

  constructor(count: number) {
    this.most = count;
    this.starts = new Int32Array(count + 1);
  }

  count(number: number): void {
    if (number < 0 || number >= this.most) return;
    this.starts[number + 1] = (this.starts[number + 1] ?? 0) + 1;
  }

  layOut(): void {
    const { starts, most } = this;
    for (let i = 0; i < most; i += 1) starts[i + 1] = (starts[i + 1] ?? 0) + (starts[i] ?? 0);
    this.next = starts.slice();
    this.items = new Int32Array(starts[most] ?? 0);
  }

  add(number: number, item: number): void {
    if (number < 0 || number >= this.most) return;
    const at = this.next[number] ?? 0;
    this.items[at] = item;
    this.next[number] = at + 1;
  }
}
