import { InternalError, IP_FAMILIES, type IpFamily } from '../../../kernel';

/**
 * A flow may run over either family of addresses, and a host-network pod may be read as a pod or as
 * its node. Each combination is one slot: a copy of the space of all ports. A gate then holds ports
 * slot by slot, gates of one flow meet slot by slot, and only at the very end a flow passes where
 * some family passes under both readings. Most clusters have one slot, and at most six exist.
 */
export interface Slots {
  readonly count: number;
  /** Every slot. */
  readonly all: number;
  /** The families that some pair of pods talks over; undefined where none is known. */
  readonly families: readonly (IpFamily | undefined)[];
  /** The slots of a family, by its place in `families`. */
  ofFamily(place: number): number;
  /** The slots where host-network pods are read as pods, and those where they are nodes. */
  readonly seen: number;
  readonly unseen: number;
}

/** More than any sum of slots. */
export const MOST_SLOTS = 64;

/** What a pod knows of its families: bits of `FAMILY_BITS`, 0 for nothing. */
export type FamilyBits = number;

const FAMILY_BITS: Readonly<Record<IpFamily, number>> = { 4: 1, 6: 2 };

/** The families of a pod, as bits. */
export function familyBits(families: readonly IpFamily[] | undefined): FamilyBits {
  return (families ?? []).reduce<number>((bits, family) => bits | FAMILY_BITS[family], 0);
}

/** The families two pods share, as far as known. */
export function commonFamilies(a: FamilyBits, b: FamilyBits): readonly (IpFamily | undefined)[] {
  const known = a === 0 ? b : a;
  const common = known & (b === 0 ? known : b);
  return common === 0 ? [undefined] : IP_FAMILIES.filter((family) => common & FAMILY_BITS[family]);
}

/** One slot for each family, twice where a host-network pod is read in both ways. */
export function slotsOf(
  families: readonly (IpFamily | undefined)[],
  reading: 'as-settled' | 'both-ways',
): Slots {
  const readings = reading === 'both-ways' ? 2 : 1;
  const every = families.map((_, place) => 1 << (place * readings));
  const seen = every.reduce((bits, bit) => bits | bit, 0);
  const unseen = reading === 'both-ways' ? seen << 1 : seen;
  const ofFamily = (place: number): number => {
    const bit = every[place];
    if (bit === undefined) throw new InternalError(`there is no family ${place}`);
    return reading === 'both-ways' ? bit | (bit << 1) : bit;
  };
  const count = families.length * readings;
  return { count, all: (1 << count) - 1, families, ofFamily, seen, unseen };
}
