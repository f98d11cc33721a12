import { type AddressSet, ANY_IP, addressesIn, subtractAddresses } from '../kernel';
import { METADATA_CIDRS, NOT_INTERNET, type Profile } from '../platform';

/** The addresses that `internet` or `cloud-metadata` means in the cluster of `profile`; undefined for any other word. */
export function regionNamed(text: string, { zones = {} }: Profile): AddressSet | undefined {
  if (text === 'cloud-metadata') return addressesIn(...METADATA_CIDRS);
  if (text !== 'internet') return undefined;
  const others = addressesIn(...NOT_INTERNET, ...Object.values(zones).flat());
  return subtractAddresses(ANY_IP, others);
}
