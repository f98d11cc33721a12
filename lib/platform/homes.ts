import {
  type AddressSet,
  ANY_IP,
  addressesIn,
  IP_FAMILIES,
  NO_ADDRESSES,
  noAddresses,
  ofFamily,
  once,
  unionAddresses,
} from '../kernel';
import { DEFAULT_POD_CIDRS } from './address-space';
import type { Profile } from './profile';

/** Where the unknown addresses of pods or nodes can lie. */
export interface Home {
  /** Every address that one of them may have. */
  readonly possible: AddressSet;
  /** A block that covers one of these whole certainly holds the address; one for each family in use. */
  readonly whole: readonly AddressSet[];
}

/** Where pods live: the declared pod CIDRs, else the private ranges clusters number pods from. */
export const podHome: (profile: Profile) => Home = once((profile) =>
  homeIn(profile, profile.podCidrs, addressesIn(...DEFAULT_POD_CIDRS)),
);

/** Where nodes live: the declared node CIDRs, else anywhere. */
export const nodeHome: (profile: Profile) => Home = once((profile) =>
  homeIn(profile, profile.nodeCidrs, ANY_IP),
);

/** Where the addresses of Services lie: the declared Service CIDRs, else anywhere. */
export const serviceHome: (profile: Profile) => Home = once((profile) =>
  homeIn(profile, profile.serviceCidrs, ANY_IP),
);

/**
 * IPv4 stands for a cluster that says nothing: it is what Kubernetes gives a Service by default.
 * An IPv6 address then stays possible, so that no answer about IPv6 becomes certain.
 */
function homeIn(
  profile: Profile,
  declared: readonly string[] | undefined,
  fallback: AddressSet,
): Home {
  const addresses = declared === undefined ? fallback : addressesIn(...declared);
  const inUse = profile.ipFamilies ?? (declared === undefined ? [4] : IP_FAMILIES);
  return {
    possible: (profile.ipFamilies ?? IP_FAMILIES)
      .map((family) => ofFamily(addresses, family))
      .reduce(unionAddresses, NO_ADDRESSES),
    whole: inUse.map((family) => ofFamily(addresses, family)).filter((part) => !noAddresses(part)),
  };
}
