import {
  type AddressSet,
  addressesIn,
  formatCidr,
  groupBy,
  intersectAddresses,
  intersectPorts,
  noAddresses,
  noPorts,
  once,
  type PortSet,
  portRange,
  toCidrs,
} from '../../../kernel';
import {
  type CloudName,
  METADATA_CIDRS,
  METADATA_ENDPOINTS,
  type MetadataEndpoint,
  type Profile,
} from '../../../platform';
import { listNames } from './lists';
import type { OutsideRule } from './outside';

/** Where pods of a cluster may find credentials that are not theirs. */
export interface Credentials {
  readonly provider: string;
  readonly use: string;
  readonly addresses: AddressSet;
  readonly ports: readonly number[];
}

/** All of them are asked over HTTP where nothing else is documented. */
const HTTP = [80];

const OF_CLOUD: Readonly<Record<CloudName, RegExp>> = {
  aws: /^AWS/,
  gcp: /^(Google|GKE)/,
  azure: /^Azure/,
};

/** What hands out credentials in clusters of a profile; of an unknown cloud everything that is known. */
export const credentialsOf: (profile: Profile) => readonly Credentials[] = once(({ cloud, dns }) =>
  METADATA_ENDPOINTS.filter((endpoint) => isThere(endpoint, cloud, dns)).map(
    ({ provider, use, cidrs, ports = HTTP }) => ({
      provider,
      use,
      ports,
      addresses: addressesIn(...cidrs),
    }),
  ),
);

function isThere(
  { provider, basis }: MetadataEndpoint,
  cloud: CloudName | undefined,
  dns: Profile['dns'],
): boolean {
  // Nodes of Kubernetes run no tasks of ECS.
  if (provider === 'AWS ECS' || basis === 'list') return false;
  // Where it answers names it has to stay open.
  if (provider === 'Azure WireServer' && dns?.includes('azure')) return false;
  return cloud === undefined || OF_CLOUD[cloud].test(provider);
}

/** The endpoints among addresses and ports, as far as they are reached there. */
export function credentialsAmong(
  profile: Profile,
  addresses: AddressSet,
  ports: PortSet,
): readonly Credentials[] {
  return credentialsOf(profile).flatMap((each) => {
    const reached = intersectAddresses(each.addresses, addresses);
    const isServed = each.ports.some(
      (port) => !noPorts(intersectPorts(ports, portRange('TCP', port))),
    );
    return isServed && !noAddresses(reached) ? [{ ...each, addresses: reached }] : [];
  });
}

/** More lines than this are told in one: in an unknown cloud it could be any. */
const SHOWN = 4;

/** `169.254.169.254/32: metadata of AWS EC2, Google Cloud, Azure and 3 more`: by address, in few lines. */
export function credentialLines(all: readonly Credentials[]): readonly string[] {
  const byCidr = groupBy(
    all.flatMap((each) => toCidrs(each.addresses).map((cidr) => ({ cidr, each }))),
    ({ cidr }) => formatCidr(cidr),
  );
  const lines = [...byCidr].map(([cidr, group]) => {
    const [first] = group;
    if (group.length === 1 && first !== undefined) {
      return `${cidr}: ${first.each.provider}, ${first.each.use}`;
    }
    return `${cidr}: metadata of ${listNames(group.map(({ each }) => each.provider))}`;
  });
  if (lines.length <= SHOWN) return lines;
  const others = [...byCidr.keys()].slice(1);
  return [
    ...lines.slice(0, 1),
    `${others.length} other addresses of credentials: ${listNames(others)}`,
  ];
}

const METADATA = addressesIn(...METADATA_CIDRS);

/** Whether a block of a rule leaves out an address that hands out credentials. */
export function leavesCredentialsOut({ blocks }: Pick<OutsideRule, 'blocks'>): boolean {
  return blocks.some(({ block }) =>
    block.except.some((cidr) => !noAddresses(intersectAddresses(addressesIn(cidr), METADATA))),
  );
}
