import { type Address, type Cidr, formatCidr, type ParsedCidr, parseAddress } from '../cidr';

const IPV4_MAPPED = 0xffffn << 32n;
const MAPPED_PREFIX = 96;

/** The IPv4 block that an IPv4-mapped IPv6 block stands for; any other block as it is. */
function unmapped(cidr: Cidr): Cidr {
  const { family, prefix, first, last } = cidr;
  const mapped = family === 6 && prefix >= MAPPED_PREFIX && first >> 32n === 0xffffn;
  if (!mapped) return cidr;
  return {
    family: 4,
    prefix: prefix - MAPPED_PREFIX,
    first: first - IPV4_MAPPED,
    last: last - IPV4_MAPPED,
  };
}

/** The spelling every release accepts for the block that a loosely written CIDR means. */
export function canonicalCidr({ cidr }: ParsedCidr): string {
  return formatCidr(unmapped(cidr));
}

/** The block of just one address: `/32`, or `/128` for IPv6. */
export function singleAddressCidr({ family, value }: Address): string {
  return formatCidr({ family, prefix: family === 4 ? 32 : 128, first: value, last: value });
}

/** The block of just the address written before the slash of a CIDR; undefined if that is none. */
export function addressPartAsCidr(text: string): string | undefined {
  const written = text.split('/')[0] ?? '';
  const decimal = written.replace(/(^|\.)0+(?=\d)/g, '$1');
  const address = parseAddress(written) ?? parseAddress(decimal);
  return address === undefined ? undefined : singleAddressCidr(address);
}
