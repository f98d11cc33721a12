import type { Address, AddressSet, IpFamily } from '../../kernel';

/** Which of some disjoint sets an address is in. */
export type AddressFinder = (address: Address) => number;

/**
 * Looks addresses up in sets that are disjoint and hold every address: a binary search over the
 * first addresses of all their intervals. IPv4 is searched as plain numbers, which is what nearly
 * every address of a dump is.
 */
export function addressFinder(sets: readonly AddressSet[]): AddressFinder {
  const four = pieces(sets, 4);
  const firsts = Float64Array.from(four, ({ first }) => Number(first));
  const six = pieces(sets, 6);
  return ({ family, value }) => {
    const piece = family === 4 ? four[last(firsts, Number(value))] : six[lastPiece(six, value)];
    return piece?.set ?? -1;
  };
}

interface Piece {
  readonly first: bigint;
  readonly set: number;
}

function pieces(sets: readonly AddressSet[], family: IpFamily): readonly Piece[] {
  return sets
    .flatMap((addresses, set) => addresses[family].map(([first]) => ({ first, set })))
    .sort((a, b) => (a.first < b.first ? -1 : 1));
}

/** Where the last number stands that is not above `most`. */
function last(numbers: Float64Array, most: number): number {
  let from = 0;
  let to = numbers.length;
  while (from < to) {
    const middle = (from + to) >> 1;
    if ((numbers[middle] ?? 0) <= most) from = middle + 1;
    else to = middle;
  }
  return from - 1;
}

function lastPiece(list: readonly Piece[], most: bigint): number {
  let from = 0;
  let to = list.length;
  while (from < to) {
    const middle = (from + to) >> 1;
    if ((list[middle]?.first ?? 0n) <= most) from = middle + 1;
    else to = middle;
  }
  return from - 1;
}
