/** An IP family, by the number of its version. */
export type IpFamily = 4 | 6;

export const IP_FAMILIES: readonly IpFamily[] = [4, 6];

const BITS: Readonly<Record<IpFamily, number>> = { 4: 32, 6: 128 };

/** One IP address. */
export interface Address {
  readonly family: IpFamily;
  readonly value: bigint;
}

/** A block of addresses with its host bits cleared: all addresses from `first` to `last`. */
export interface Cidr {
  readonly family: IpFamily;
  readonly prefix: number;
  readonly first: bigint;
  readonly last: bigint;
}

/**
 * What is wrong with a CIDR that Kubernetes before 1.36 still accepted (KEP-4858,
 * StrictIPCIDRValidation): leading zeros, an IPv4-mapped IPv6 address, bits beyond the prefix.
 */
export type CidrProblem = 'leading-zeros' | 'ipv4-mapped' | 'host-bits';

/** A CIDR as written: the block it means, and what a strict reader objects to. */
export interface ParsedCidr {
  readonly cidr: Cidr;
  readonly problems: readonly CidrProblem[];
}

interface ParsedAddress {
  readonly address: Address;
  readonly leadingZeros: boolean;
}

/** Digit by digit: there is an address for every pod, and most are of this family. */
function parseIpv4(text: string): { value: bigint; leadingZeros: boolean } | undefined {
  let value = 0;
  let leadingZeros = false;
  let from = 0;
  for (let part = 0; part < 4; part += 1) {
    const to = part < 3 ? text.indexOf('.', from) : text.length;
    const number = byteIn(text, from, to);
    if (number === undefined) return undefined;
    leadingZeros ||= to - from > 1 && text.charCodeAt(from) === ZERO;
    value = value * 256 + number;
    from = to + 1;
  }
  return { value: BigInt(value), leadingZeros };
}

const [ZERO, NINE] = [0x30, 0x39];

/** A decimal number up to 255. Kubernetes' sloppy parser reads leading zeros so: 010 is 10. */
function byteIn(text: string, from: number, to: number): number | undefined {
  if (to <= from) return undefined;
  let number = 0;
  for (let i = from; i < to; i += 1) {
    const code = text.charCodeAt(i);
    if (code < ZERO || code > NINE) return undefined;
    number = number * 10 + code - ZERO;
    if (number > 255) return undefined;
  }
  return number;
}

/** The eight 16-bit groups of an IPv6 address whose last 32 bits may be written as IPv4. */
function ipv6Groups(text: string): { groups: string[]; leadingZeros: boolean } | undefined {
  const tail = /^(.*:)(\d+\.\d+\.\d+\.\d+)$/.exec(text);
  if (tail === null) return { groups: text.split(':'), leadingZeros: false };
  const ipv4 = parseIpv4(tail[2] ?? '');
  if (ipv4 === undefined) return undefined;
  const high = (ipv4.value >> 16n).toString(16);
  const low = (ipv4.value & 0xffffn).toString(16);
  return { groups: `${tail[1]}${high}:${low}`.split(':'), leadingZeros: ipv4.leadingZeros };
}

function parseIpv6(text: string): { value: bigint; leadingZeros: boolean } | undefined {
  if (text.includes(':::') || text.split('::').length > 2) return undefined;
  const parsed = ipv6Groups(text);
  if (parsed === undefined) return undefined;
  let { groups } = parsed;
  if (text.includes('::')) {
    const [head = '', rest = ''] = groups.join(':').split('::');
    const before = head === '' ? [] : head.split(':');
    const after = rest === '' ? [] : rest.split(':');
    const missing = 8 - before.length - after.length;
    if (missing < 1) return undefined;
    groups = [...before, ...new Array<string>(missing).fill('0'), ...after];
  }
  if (groups.length !== 8 || !groups.every((group) => /^[0-9a-f]{1,4}$/i.test(group)))
    return undefined;
  const value = groups.reduce((sum, group) => sum * 65_536n + BigInt(`0x${group}`), 0n);
  return { value, leadingZeros: parsed.leadingZeros };
}

function parseLoose(text: string): ParsedAddress | undefined {
  const family: IpFamily = text.includes(':') ? 6 : 4;
  const parsed = family === 4 ? parseIpv4(text) : parseIpv6(text);
  if (parsed === undefined) return undefined;
  return { address: { family, value: parsed.value }, leadingZeros: parsed.leadingZeros };
}

/** One IP address of either family; undefined for anything else, leading zeros and zones included. */
export function parseAddress(text: string): Address | undefined {
  const parsed = parseLoose(text);
  return parsed === undefined || parsed.leadingZeros ? undefined : parsed.address;
}

function isMapped({ family, value }: Address): boolean {
  return family === 6 && value >> 32n === 0xffffn;
}

/** The block of `prefix` leading bits that contains `address`. */
export function cidrAround(address: Address, prefix: number): Cidr {
  const host = BigInt(BITS[address.family] - prefix);
  const first = (address.value >> host) << host;
  return { family: address.family, prefix, first, last: first + (1n << host) - 1n };
}

/**
 * Reads `10.0.0.0/8` or `2001:db8::/32`, as leniently as Kubernetes before 1.36, and lists what a
 * strict reader refuses. Undefined for what no release accepts: bare addresses, host names, zones,
 * `/33`.
 */
export function parseCidr(text: string): ParsedCidr | undefined {
  const match = /^([^/]+)\/(\d{1,4})$/.exec(text);
  const parsed = parseLoose(match?.[1] ?? '');
  const prefixText = match?.[2] ?? '';
  if (parsed === undefined || prefixText === '') return undefined;
  const { address } = parsed;
  const prefix = Number(prefixText);
  if (prefix > BITS[address.family]) return undefined;
  const cidr = cidrAround(address, prefix);
  const problems: CidrProblem[] = [];
  if (parsed.leadingZeros || (prefixText.length > 1 && prefixText.startsWith('0'))) {
    problems.push('leading-zeros');
  }
  if (isMapped(address)) problems.push('ipv4-mapped');
  if (cidr.first !== address.value) problems.push('host-bits');
  return { cidr, problems };
}

function formatIpv6(value: bigint): string {
  const groups = Array.from({ length: 8 }, (_, i) =>
    Number((value >> BigInt(112 - 16 * i)) & 0xffffn),
  );
  // RFC 5952: the longest run of two or more zero groups becomes `::`, the first one on a tie.
  let run = { start: -1, length: 1 };
  for (let start = 0; start < 8; start += 1) {
    let length = 0;
    while (groups[start + length] === 0) length += 1;
    if (length > run.length) run = { start, length };
  }
  const text = (part: readonly number[]) => part.map((group) => group.toString(16)).join(':');
  if (run.start < 0) return text(groups);
  return `${text(groups.slice(0, run.start))}::${text(groups.slice(run.start + run.length))}`;
}

/** An address in its canonical spelling (RFC 5952 for IPv6). */
export function formatAddress({ family, value }: Address): string {
  if (family === 6) return formatIpv6(value);
  return [24n, 16n, 8n, 0n].map((shift) => (value >> shift) & 0xffn).join('.');
}

/** A block in its canonical spelling. */
export function formatCidr(cidr: Cidr): string {
  return `${formatAddress({ family: cidr.family, value: cidr.first })}/${cidr.prefix}`;
}

/** Whether every address of `inner` is in `outer`; never across families. */
export function cidrContains(outer: Cidr, inner: Cidr): boolean {
  return outer.family === inner.family && outer.first <= inner.first && inner.last <= outer.last;
}
