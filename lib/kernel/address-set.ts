import { type Address, type Cidr, cidrAround, IP_FAMILIES, type IpFamily, parseCidr } from './cidr';
import { InternalError } from './errors';
import { type Intervals, intervalAlgebra } from './intervals';

const algebra = intervalAlgebra<bigint>(
  (address) => address + 1n,
  (address) => address - 1n,
);

/** A set of addresses of both families. The families never mix: 0.0.0.0/0 holds no IPv6 address. */
export type AddressSet = Readonly<Record<IpFamily, Intervals<bigint>>>;

function perFamily(make: (family: IpFamily) => Intervals<bigint>): AddressSet {
  return { 4: make(4), 6: make(6) };
}

/** No address. */
export const NO_ADDRESSES: AddressSet = perFamily(() => []);

/** Every address of both families: `any IP`. */
export const ANY_IP: AddressSet = addressesOf([mustParse('0.0.0.0/0'), mustParse('::/0')]);

function mustParse(text: string): Cidr {
  const parsed = parseCidr(text);
  if (parsed === undefined) throw new InternalError(`\`${text}\` is not a CIDR`);
  return parsed.cidr;
}

/** The addresses of some blocks. */
export function addressesOf(cidrs: readonly Cidr[]): AddressSet {
  return perFamily((family) =>
    algebra.of(
      cidrs.filter((cidr) => cidr.family === family).map(({ first, last }) => [first, last]),
    ),
  );
}

/** The addresses of blocks written out in our own code. @throws {InternalError} for a misspelt block */
export function addressesIn(...cidrs: readonly string[]): AddressSet {
  return addressesOf(cidrs.map(mustParse));
}

/** The set of one address. */
export function justAddress({ family, value }: Address): AddressSet {
  return perFamily((each) => (each === family ? [[value, value]] : []));
}

export function unionAddresses(a: AddressSet, b: AddressSet): AddressSet {
  return perFamily((family) => algebra.union(a[family], b[family]));
}

/** The addresses of all of these sets, sorted once and not set by set. */
export function uniteAddresses(sets: readonly AddressSet[]): AddressSet {
  return perFamily((family) => algebra.of(sets.flatMap((set) => set[family])));
}

export function intersectAddresses(a: AddressSet, b: AddressSet): AddressSet {
  return perFamily((family) => algebra.intersect(a[family], b[family]));
}

export function subtractAddresses(a: AddressSet, b: AddressSet): AddressSet {
  return perFamily((family) => algebra.subtract(a[family], b[family]));
}

export function hasAddress(set: AddressSet, { family, value }: Address): boolean {
  return algebra.contains(set[family], value);
}

/** The addresses of one family. */
export function ofFamily(set: AddressSet, family: IpFamily): AddressSet {
  return perFamily((each) => (each === family ? set[each] : []));
}

export function noAddresses(set: AddressSet): boolean {
  return IP_FAMILIES.every((family) => set[family].length === 0);
}

/** Whether every address of `part` is in `whole`. */
export function coversAddresses(whole: AddressSet, part: AddressSet): boolean {
  return IP_FAMILIES.every((family) => algebra.covers(whole[family], part[family]));
}

/** One address of the set, the lowest of the first family: an example to show. */
export function anyAddress(set: AddressSet): Address | undefined {
  for (const family of IP_FAMILIES) {
    const first = set[family][0];
    if (first !== undefined) return { family, value: first[0] };
  }
  return undefined;
}

/** The fewest blocks that together are exactly this set, IPv4 first, ascending. */
export function toCidrs(set: AddressSet): readonly Cidr[] {
  return IP_FAMILIES.flatMap((family) =>
    set[family].flatMap(([first, last]) => blocksBetween(family, first, last)),
  );
}

function blocksBetween(family: IpFamily, first: bigint, last: bigint): Cidr[] {
  const blocks: Cidr[] = [];
  let from = first;
  while (from <= last) {
    let block = cidrAround({ family, value: from }, family === 4 ? 32 : 128);
    for (let prefix = block.prefix - 1; prefix >= 0; prefix -= 1) {
      const wider = cidrAround({ family, value: from }, prefix);
      if (wider.first !== from || wider.last > last) break;
      block = wider;
    }
    blocks.push(block);
    from = block.last + 1n;
  }
  return blocks;
}
