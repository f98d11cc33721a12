import { type Address, type AddressSet, IP_FAMILIES, type IpFamily } from '../../../kernel';
import { firstAbove, firstBigAbove } from '../lists/bisect';

/** Where an address stands among sets: which of them holds it, and its family, as one number. */
export type AddressPlace = number;

const FAMILIES = IP_FAMILIES.length;

/** The set of a place. */
export function setOfPlace(place: AddressPlace): number {
  return Math.floor(place / FAMILIES);
}

/** Whether a place is of a family, where one is asked for. */
export function isOfFamily(place: AddressPlace, family: IpFamily | undefined): boolean {
  return family === undefined || place % FAMILIES === IP_FAMILIES.indexOf(family);
}

/**
 * Looks addresses up in sets that are disjoint and hold every address: a binary search over the
 * first addresses of all their intervals. As these cover everything, the interval that begins last at
 * or before an address is the one that holds it. IPv4 is searched as plain numbers, which is what
 * nearly every address of a dump is. Costs the logarithm of the intervals.
 */
export class AddressFinder {
  private readonly four: Points;
  private readonly six: Points;
  private readonly firstsOfFour: Float64Array;

  constructor(sets: readonly AddressSet[]) {
    this.four = pointsOf(sets, 4);
    this.six = pointsOf(sets, 6);
    this.firstsOfFour = Float64Array.from(this.four.firsts, Number);
  }

  placeOf({ family, value }: Address): AddressPlace {
    if (family === 4)
      return (this.four.sets[firstAbove(this.firstsOfFour, Number(value)) - 1] ?? 0) * FAMILIES;
    return (this.six.sets[firstBigAbove(this.six.firsts, value) - 1] ?? 0) * FAMILIES + 1;
  }
}

/** The first addresses of intervals, ascending, and the set of each interval. */
interface Points {
  readonly firsts: readonly bigint[];
  readonly sets: Int32Array;
}

function pointsOf(all: readonly AddressSet[], family: IpFamily): Points {
  const points = all
    .flatMap((addresses, set) => addresses[family].map(([first]) => ({ first, set })))
    .sort((a, b) => (a.first < b.first ? -1 : 1));
  return {
    firsts: points.map(({ first }) => first),
    sets: Int32Array.from(points, ({ set }) => set),
  };
}
