import {
  type AddressSet,
  ANY_IP,
  addressesOf,
  type Cidr,
  coversAddresses,
  formatCidr,
  IP_FAMILIES,
  type IpFamily,
  ofFamily,
  once,
  parseCidr,
  subtractAddresses,
  toCidrs,
} from '../../kernel';
import type { AddressEndpoint, Endpoint } from '../../results';

/** A word for all addresses of some families. */
interface Whole {
  readonly word: string;
  readonly addresses: AddressSet;
}

const WHOLES: readonly Whole[] = [
  { word: 'any IP', addresses: ANY_IP },
  { word: 'any IPv4', addresses: ofFamily(ANY_IP, 4) },
  { word: 'any IPv6', addresses: ofFamily(ANY_IP, 6) },
];

/**
 * The name of an endpoint as people say it: the id of a workload; for addresses `any IP`,
 * `10.0.0.0/8`, `any IP but 10.0.0.0/8`, or the first block and how many more there are.
 */
export function endName(endpoint: Endpoint): string {
  return endpoint.kind === 'workload' ? endpoint.id : nameOfAddresses(endpoint);
}

/** Blocks are added up for it, and a long list names the same addresses in every other row. */
const nameOfAddresses = once(({ cidrs }: AddressEndpoint) => addressName(cidrs, counted));

/** The same name with every block in it, where none may be hidden behind a count. */
export function endNameInFull(endpoint: Endpoint): string {
  return endpoint.kind === 'workload' ? endpoint.id : addressName(endpoint.cidrs, inFull);
}

/** How several blocks are named together. */
type ListName = (names: readonly string[]) => string;

function addressName(texts: readonly string[], listName: ListName): string {
  const cidrs = texts.flatMap((text) => parseCidr(text)?.cidr ?? []);
  const whole = wholeAround(cidrs);
  if (whole === undefined) return listName(texts.map(withoutHostPrefix));
  const holes = toCidrs(subtractAddresses(whole.addresses, addressesOf(cidrs)));
  if (holes.length === 0) return whole.word;
  // Half of the internet is not `any IP but` the other half.
  if (holes.length >= cidrs.length) return listName(texts.map(withoutHostPrefix));
  return `${whole.word} but ${listName(holes.map((hole) => withoutHostPrefix(formatCidr(hole))))}`;
}

function wholeAround(cidrs: readonly Cidr[]): Whole | undefined {
  const families = IP_FAMILIES.filter((family) => cidrs.some((cidr) => cidr.family === family));
  return WHOLES.find(
    ({ addresses }) =>
      coversAddresses(addresses, addressesOf(cidrs)) &&
      IP_FAMILIES.every((family) => families.includes(family) === has(addresses, family)),
  );
}

function has(addresses: AddressSet, family: IpFamily): boolean {
  return addresses[family].length > 0;
}

/** `10.1.2.3` for `10.1.2.3/32`. */
function withoutHostPrefix(cidr: string): string {
  const isHost = cidr.includes(':') ? cidr.endsWith('/128') : cidr.endsWith('/32');
  return isHost ? cidr.slice(0, cidr.lastIndexOf('/')) : cidr;
}

function counted(names: readonly string[]): string {
  const shown = names.find((name) => name === BEST_KNOWN) ?? names[0] ?? 'no address';
  return names.length < 2 ? shown : `${shown} +${names.length - 1}`;
}

/** Where every cloud but one serves its credentials: what readers look for among other addresses. */
const BEST_KNOWN = '169.254.169.254';

function inFull(names: readonly string[]): string {
  return names.length === 0 ? 'no address' : names.join(', ');
}
