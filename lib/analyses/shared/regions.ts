import {
  type AddressSet,
  ANY_IP,
  addressesIn,
  coversAddresses,
  type Direction,
  groupBy,
  IP_FAMILIES,
  type IpFamily,
  intersectAddresses,
  NO_PORTS,
  noAddresses,
  ofFamily,
  type PortSet,
  portRange,
  subtractAddresses,
  unionPorts,
} from '../../kernel';
import { METADATA_CIDRS, METADATA_ENDPOINTS, NOT_INTERNET, type Profile } from '../../platform';
import type { ExposureTopic } from '../../results';

/** Addresses that an answer tells apart from all others. */
export interface Region {
  readonly topic: ExposureTopic;
  readonly addresses: AddressSet;
  /** The ports that count there. @default - every one */
  readonly ports?: PortSet;
  /** What answers there. */
  readonly serves?: readonly string[];
}

const METADATA = addressesIn(...METADATA_CIDRS);

/** The addresses of the internet, without the zones that a profile declares. */
export function internetOf({ zones = {} }: Profile): AddressSet {
  const own = Object.values(zones).flat();
  return subtractAddresses(ANY_IP, addressesIn(...NOT_INTERNET, ...own));
}

/** The regions that are told of in a direction: what comes in from metadata addresses is private. */
export function regionsFor(profile: Profile, direction: Direction): readonly Region[] {
  const internet = internetOf(profile);
  const others = subtractAddresses(ANY_IP, internet);
  const serving = direction === 'egress' ? metadataRegions() : [];
  const apart = direction === 'egress' ? METADATA : addressesIn();
  return [
    { topic: 'internet', addresses: internet },
    { topic: 'private', addresses: subtractAddresses(others, apart) },
    ...serving,
  ];
}

/** The family of which some addresses are all that a region has; undefined where they are not. */
export function wholeFamily(addresses: AddressSet, region: AddressSet): IpFamily | undefined {
  return IP_FAMILIES.find((family) => {
    const whole = ofFamily(region, family);
    const isOnly = coversAddresses(whole, addresses);
    return isOnly && !noAddresses(whole) && coversAddresses(addresses, whole);
  });
}

const NAT64 = 'cloud metadata by NAT64';

/** Each address that serves metadata, with everybody who serves it there. */
function metadataRegions(): readonly Region[] {
  const rows = METADATA_ENDPOINTS.flatMap(({ cidrs, provider, ports }) =>
    cidrs.map((cidr) => ({ cidr, provider, ports })),
  );
  const known = [...groupBy(rows, ({ cidr }) => cidr)].map(([cidr, same]): Region => {
    const ports = same.flatMap((row) => row.ports ?? []);
    // One provider who does not say on which ports leaves them all open.
    const isTold = same.every((row) => row.ports !== undefined);
    return {
      topic: 'metadata',
      addresses: addressesIn(cidr),
      serves: [...new Set(same.map(({ provider }) => provider))],
      ...(isTold && {
        ports: ports.map((port) => portRange('TCP', port)).reduce(unionPorts, NO_PORTS),
      }),
    };
  });
  const direct = addressesIn(...rows.map(({ cidr }) => cidr));
  const translated = subtractAddresses(METADATA, direct);
  return noAddresses(intersectAddresses(translated, ANY_IP))
    ? known
    : [...known, { topic: 'metadata', addresses: translated, serves: [NAT64] }];
}
