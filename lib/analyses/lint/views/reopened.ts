import {
  type AddressSet,
  addressesIn,
  coversAddresses,
  intersectAddresses,
  intersectPorts,
  noAddresses,
  noPorts,
  type PortSet,
  portRange,
  subtractPorts,
  unionPorts,
} from '../../../kernel';
import { DNS_PLATFORMS, IDENTITY_PROVIDERS, type Profile } from '../../../platform';
import { type Credentials, credentialsAmong } from './credentials';

/** What other addresses and ports make of a range that a block leaves out. */
export type Reopened =
  /** Credentials that the range holds are open, and nobody says so. */
  | { readonly kind: 'credentials'; readonly credentials: readonly Credentials[] }
  /** The addresses of credentials are named themselves. */
  | { readonly kind: 'named-credentials'; readonly credentials: readonly Credentials[] }
  /** The whole range is open, together with more. */
  | { readonly kind: 'whole' }
  /** Part of it is named, as an exception from the exception. */
  | { readonly kind: 'part' }
  | { readonly kind: 'nothing' };

/** What is asked of. */
export interface Range {
  readonly addresses: AddressSet;
  /** The ports on which the block lets through the rest. */
  readonly ports: PortSet;
}

/** Judges whether something opens again what a block leaves out. */
export function reopened(profile: Profile, range: Range, opened: Range): Reopened {
  const common = intersectAddresses(range.addresses, opened.addresses);
  if (noAddresses(common) || isMeant(opened)) return { kind: 'nothing' };
  const isInside = coversAddresses(range.addresses, opened.addresses);
  const credentials = credentialsAmong(profile, common, opened.ports);
  if (credentials.length > 0) {
    return { kind: isInside ? 'named-credentials' : 'credentials', credentials };
  }
  if (noPorts(intersectPorts(range.ports, opened.ports))) return { kind: 'nothing' };
  if (!coversAddresses(opened.addresses, range.addresses)) return { kind: 'part' };
  return { kind: isInside ? 'part' : 'whole' };
}

const tcp = (ports: readonly number[]): PortSet =>
  ports.map((port) => portRange('TCP', port)).reduce(unionPorts);

const MEANT: readonly Range[] = [
  ...Object.values(IDENTITY_PROVIDERS).map(({ cidrs, ports }) => ({
    addresses: addressesIn(...cidrs),
    ports: tcp(ports),
  })),
  ...Object.values(DNS_PLATFORMS).flatMap(({ servers, port }) =>
    servers.flatMap((server) =>
      server.kind === 'address'
        ? [
            {
              addresses: addressesIn(server.cidr),
              ports: unionPorts(portRange('TCP', port), portRange('UDP', port)),
            },
          ]
        : [],
    ),
  ),
];

/** Name servers, and what hands out the identity of a workload: to open these is no slip. */
function isMeant({ addresses, ports }: Range): boolean {
  return MEANT.some(
    (each) =>
      coversAddresses(each.addresses, addresses) && noPorts(subtractPorts(ports, each.ports)),
  );
}
