import { placesOf } from '../lists/lists';
import { NONE } from '../ports/port-values';
import type { WideTypes } from './wide-types';

/**
 * Destinations by both of their kinds. The cells of one kind of `isIn` lie one behind the other, from
 * `starts[kind]` to `starts[kind + 1]`. What wide sets let pass to two destinations of one cell is the
 * same for every source, so their pods are added up here. Only cells that some class is in are laid
 * out: there are no more of them than classes.
 */
export interface Cells {
  readonly starts: Int32Array;
  /** The kind of `says` of each cell, and how many pods it has. */
  readonly says: Int32Array;
  readonly pods: Float64Array;
  /** The cell of each place. */
  readonly of: Int32Array;
}

export function cellsOf({ destinations: { says, isIn } }: WideTypes, sizes: Float64Array): Cells {
  const members = placesOf(isIn.of, isIn.examples.length);
  const starts = new Int32Array(isIn.examples.length + 1);
  const [kinds, pods] = [new Int32Array(sizes.length), new Float64Array(sizes.length)];
  const of = new Int32Array(sizes.length);
  // Where the cell of each kind of `says` was laid out last: in this kind of `isIn`, or before it.
  const last = new Int32Array(says.examples.length).fill(-1);
  let count = 0;
  for (let kind = 0; kind + 1 < starts.length; kind += 1) {
    const first = count;
    const end = members.starts[kind + 1] ?? 0;
    for (let at = members.starts[kind] ?? 0; at < end; at += 1) {
      const place = members.items[at] ?? 0;
      const said = says.of[place] ?? 0;
      if ((last[said] ?? -1) < first) {
        last[said] = count;
        kinds[count] = said;
        count += 1;
      }
      const cell = last[said] ?? 0;
      of[place] = cell;
      pods[cell] = (pods[cell] ?? 0) + (sizes[place] ?? 0);
    }
    starts[kind + 1] = count;
  }
  return { starts, says: kinds.slice(0, count), pods: pods.slice(0, count), of };
}

/**
 * The pods of all cells by what is let in, and not by who lets it in: for each kind of `isIn` some
 * values with their pods. Mutable, and filled anew for each group of sources.
 */
export class Sums {
  readonly starts: Int32Array;
  readonly values: Int32Array;
  readonly pods: Float64Array;
  private readonly cells: Cells;
  /** Where each value was written last. */
  private last = new Int32Array(64);

  constructor(cells: Cells) {
    this.cells = cells;
    this.starts = new Int32Array(cells.starts.length);
    this.values = new Int32Array(cells.says.length);
    this.pods = new Float64Array(cells.says.length);
  }

  fill(into: Int32Array): void {
    const { cells, starts } = this;
    let count = 0;
    for (let kind = 0; kind + 1 < starts.length; kind += 1) {
      const first = count;
      const end = cells.starts[kind + 1] ?? 0;
      for (let cell = cells.starts[kind] ?? 0; cell < end; cell += 1) {
        const value = into[cells.says[cell] ?? 0] ?? NONE;
        count = this.add(value, cells.pods[cell] ?? 0, first, count);
      }
      starts[kind + 1] = count;
    }
  }

  /** Adds to what was written from `first` to `end`; returns where it ends now. */
  private add(value: number, pods: number, first: number, end: number): number {
    if (value >= this.last.length) this.widen(value);
    const at = this.last[value] ?? 0;
    if (at >= first && at < end && this.values[at] === value) {
      this.pods[at] = (this.pods[at] ?? 0) + pods;
      return end;
    }
    this.last[value] = end;
    this.values[end] = value;
    this.pods[end] = pods;
    return end + 1;
  }

  private widen(value: number): void {
    const last = new Int32Array(2 * value + 1);
    last.set(this.last);
    this.last = last;
  }
}

/** How many pods some classes have together. */
export function podsAt(places: Int32Array, sizes: Float64Array): number {
  let pods = 0;
  for (const place of places) pods += sizes[place] ?? 0;
  return pods;
}
