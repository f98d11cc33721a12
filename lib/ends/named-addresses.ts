import {
  type AddressSet,
  ANY_IP,
  addressesOf,
  formatCidr,
  justAddress,
  parseAddress,
  parseCidr,
  UsageError,
} from '../kernel';

/** How `any IP` is written in a shell. */
export const ANY_IP_NAME = 'any-ip';

/**
 * The addresses that an argument names; undefined where it names none.
 *
 * @throws {UsageError} for a block that is not written as Kubernetes wants it
 */
export function namedAddresses(text: string): AddressSet | undefined {
  if (text === ANY_IP_NAME) return ANY_IP;
  const address = parseAddress(text);
  if (address !== undefined) return justAddress(address);
  const parsed = parseCidr(text);
  if (parsed === undefined) return undefined;
  if (parsed.problems.length > 0) {
    const meant = formatCidr(parsed.cidr);
    throw new UsageError(`\`${text}\` is not the way to write a block. Did you mean \`${meant}\`?`);
  }
  return addressesOf([parsed.cidr]);
}
