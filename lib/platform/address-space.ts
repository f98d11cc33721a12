import { addressesIn, cidrAround, formatCidr, toCidrs } from '../kernel';
import { frozen } from './frozen';
import { METADATA_ENDPOINTS } from './metadata';

/** The fewest blocks, canonically written, that together are exactly `cidrs`. */
function fewest(...cidrs: readonly string[]): readonly string[] {
  return frozen(toCidrs(addressesIn(...cidrs)).map(formatCidr));
}

const RFC_1918 = ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16'] as const;
/** RFC 6598, shared address space: clusters number nodes and pods from it. */
const CGNAT = '100.64.0.0/10';
/** RFC 4193, unique local addresses. */
const UNIQUE_LOCAL = 'fc00::/7';

/**
 * NAT64: addresses by which IPv6 reaches IPv4, whose last 32 bits are the IPv4 address (RFC 6052 2.1).
 * A translator is not to use it for private addresses (3.1), and nothing in a cluster can tell
 * whether it does. Prefixes of a network's own choice cannot be known.
 */
export const NAT64_PREFIX = '64:ff9b::/96';

/** IPv4 blocks as IPv6 reaches them through NAT64; none for a block that is IPv6 itself. */
function throughNat64(cidr: string): readonly string[] {
  return toCidrs(addressesIn(cidr))
    .filter(({ family }) => family === 4)
    .flatMap(({ first, prefix }) =>
      toCidrs(addressesIn(NAT64_PREFIX)).map(({ family, first: base }) =>
        formatCidr(cidrAround({ family, value: base + first }, 96 + prefix)),
      ),
    );
}

/**
 * Every address that serves cloud metadata or credentials, as the fewest blocks, IPv4 first; those
 * of IPv4 also as NAT64 reaches them.
 */
export const METADATA_CIDRS: readonly string[] = fewest(
  ...METADATA_ENDPOINTS.flatMap(({ cidrs }) =>
    cidrs.flatMap((cidr) => [cidr, ...throughNat64(cidr)]),
  ),
);

/**
 * What `internet()` leaves out of `0.0.0.0/0` and `::/0`, beside the zones a profile declares: the
 * fewest blocks, IPv4 first.
 */
export const NOT_INTERNET: readonly string[] = fewest(
  ...RFC_1918,
  CGNAT,
  // Loopback: RFC 1122 3.2.1.3, RFC 4291 2.5.3.
  '127.0.0.0/8',
  '::1/128',
  // Link-local: RFC 3927, RFC 4291 2.5.6.
  '169.254.0.0/16',
  'fe80::/10',
  // Multicast: RFC 5771, RFC 4291 2.7.
  '224.0.0.0/4',
  'ff00::/8',
  // IETF protocol assignments, RFC 6890.
  '192.0.0.0/24',
  UNIQUE_LOCAL,
  // It reaches every IPv4 address, private ones and metadata included.
  NAT64_PREFIX,
  ...METADATA_CIDRS,
);

/** Where pods live when a profile does not declare `podCidrs`. */
export const DEFAULT_POD_CIDRS: readonly string[] = fewest(...RFC_1918, CGNAT, UNIQUE_LOCAL);
