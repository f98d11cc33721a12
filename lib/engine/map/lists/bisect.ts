/**
 * Binary searches, each in the steps that halving takes. Lists are ascending; the answer is a place
 * from `start` to `end`, which is the answer where no number is found.
 */

/** The first place of a number that is not below `least`. */
export function firstFrom(
  list: ArrayLike<number>,
  least: number,
  start = 0,
  end = list.length,
): number {
  let from = start;
  let to = end;
  while (from < to) {
    const middle = (from + to) >> 1;
    if ((list[middle] ?? 0) < least) from = middle + 1;
    else to = middle;
  }
  return from;
}

/** The first place of a number that is above `most`. */
export function firstAbove(list: ArrayLike<number>, most: number): number {
  let from = 0;
  let to = list.length;
  while (from < to) {
    const middle = (from + to) >> 1;
    if ((list[middle] ?? 0) <= most) from = middle + 1;
    else to = middle;
  }
  return from;
}

/** The first place of a big number that is not below `least`. */
export function firstBigFrom(list: readonly bigint[], least: bigint): number {
  let from = 0;
  let to = list.length;
  while (from < to) {
    const middle = (from + to) >> 1;
    if ((list[middle] ?? 0n) < least) from = middle + 1;
    else to = middle;
  }
  return from;
}

/** The first place of a big number that is above `most`. */
export function firstBigAbove(list: readonly bigint[], most: bigint): number {
  return firstBigFrom(list, most + 1n);
}
