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

  const intersect = (a: Intervals<T>, b: Intervals<T>): Intervals<T> =>
    a.flatMap(([first, last]) =>
      b
        .map(([from, to]): Interval<T> => [from > first ? from : first, to < last ? to : last])
        .filter(([from, to]) => from <= to),
    );

  /** What `holes`, in ascending order, leave of one interval. */
  const carve = ([first, last]: Interval<T>, holes: Intervals<T>): Interval<T>[] => {
    const left: Interval<T>[] = [];
    let from = first;
    for (const [holeFirst, holeLast] of holes) {
      if (holeFirst > from) left.push([from, previous(holeFirst)]);
      from = next(holeLast);
    }
    return from <= last ? [...left, [from, last]] : left;
  };

  const subtract = (a: Intervals<T>, b: Intervals<T>): Intervals<T> =>
    a.flatMap((interval) => carve(interval, intersect([interval], b)));

  return {
    of,
    union: (a, b) => of([...a, ...b]),
    intersect,
    subtract,
    contains: (set, value) => set.some(([first, last]) => first <= value && value <= last),
    covers: (whole, part) => subtract(part, whole).length === 0,
    equals: (a, b) =>
      a.length === b.length &&
      a.every(([first, last], i) => first === b[i]?.[0] && last === b[i]?.[1]),
  };
}
