/** A closed interval: both ends belong to it. */
export type Interval<T> = readonly [first: T, last: T];

/** Sorted, disjoint, non-adjacent intervals: the one canonical form of a set. */
export type Intervals<T> = readonly Interval<T>[];

/** Set algebra over the intervals of one discrete ordered type. Every result is canonical. */
export interface IntervalAlgebra<T> {
  /** Sorts, and joins what overlaps or touches. Intervals with `first > last` are empty and vanish. */
  of(intervals: readonly Interval<T>[]): Intervals<T>;
  union(a: Intervals<T>, b: Intervals<T>): Intervals<T>;
  intersect(a: Intervals<T>, b: Intervals<T>): Intervals<T>;
  subtract(a: Intervals<T>, b: Intervals<T>): Intervals<T>;
  contains(set: Intervals<T>, value: T): boolean;
  /** Whether every member of `part` is in `whole`. */
  covers(whole: Intervals<T>, part: Intervals<T>): boolean;
  equals(a: Intervals<T>, b: Intervals<T>): boolean;
}

/** The algebra of a type whose neighbours are given by `next` and `previous`. */
export function intervalAlgebra<T extends number | bigint>(
  next: (value: T) => T,
  previous: (value: T) => T,
): IntervalAlgebra<T> {
  const of = (intervals: readonly Interval<T>[]): Intervals<T> => {
    const sorted = intervals
      .filter(([first, last]) => first <= last)
      .sort((a, b) => (a[0] < b[0] ? -1 : a[0] > b[0] ? 1 : 0));
    const joined: [T, T][] = [];
    for (const [first, last] of sorted) {
      const open = joined.at(-1);
      if (open === undefined || first > next(open[1])) joined.push([first, last]);
      else if (last > open[1]) open[1] = last;
    }
    return joined;
  };

  /** The intervals between those of a set, from `first` to `last`. */
  const gaps = ([first, last]: Interval<T>, holes: Intervals<T>): Interval<T>[] => {
    const left: Interval<T>[] = [];
    let from = first;
    for (const [holeFirst, holeLast] of holes) {
      if (holeFirst > from) left.push([from, previous(holeFirst)]);
      from = next(holeLast);
    }
    return from <= last ? [...left, [from, last]] : left;
  };

  const subtract = (a: Intervals<T>, b: Intervals<T>): Intervals<T> => {
    const [lowest, highest] = [a[0], a.at(-1)];
    if (lowest === undefined || highest === undefined || b.length === 0) return a;
    const holes = overlap([[lowest[0], highest[1]]], b);
    return holes.length === 0 ? a : overlap(a, gaps([lowest[0], highest[1]], holes));
  };

  const union = (a: Intervals<T>, b: Intervals<T>): Intervals<T> => {
    if (a.length === 0) return b;
    return b.length === 0 ? a : of([...a, ...b]);
  };

  return {
    of,
    union,
    intersect: overlap,
    subtract,
    contains: holds,
    covers: (whole, part) => subtract(part, whole).length === 0,
    equals: (a, b) =>
      a.length === b.length &&
      a.every(([first, last], i) => first === b[i]?.[0] && last === b[i]?.[1]),
  };
}

/** Halves the set until the value is found, or nothing is left. */
function holds<T extends number | bigint>(set: Intervals<T>, value: T): boolean {
  let [low, high] = [0, set.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    const interval = set[middle];
    if (interval === undefined || interval[0] > value) high = middle;
    else if (interval[1] < value) low = middle + 1;
    else return true;
  }
  return false;
}

/** Walks both sets side by side. */
function overlap<T extends number | bigint>(a: Intervals<T>, b: Intervals<T>): Intervals<T> {
  const shared: Interval<T>[] = [];
  for (let i = 0, j = 0; ; ) {
    const [left, right] = [a[i], b[j]];
    if (left === undefined || right === undefined) return shared;
    const first = left[0] > right[0] ? left[0] : right[0];
    const last = left[1] < right[1] ? left[1] : right[1];
    if (first <= last) shared.push([first, last]);
    if (left[1] < right[1]) i += 1;
    else j += 1;
  }
}
