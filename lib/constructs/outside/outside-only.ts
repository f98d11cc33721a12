import type { IConstruct } from 'constructs';
import {
  type AddressSet,
  addressesIn,
  coversAddresses,
  formatCidr,
  intersectAddresses,
  noAddresses,
  subtractAddresses,
  toCidrs,
  unionAddresses,
} from '../../kernel';
import { METADATA_CIDRS, NOT_INTERNET } from '../../platform';
import { decline, type Refusal } from '../composite-refusals';
import { profileOf } from '../declared-profile';
import type { Addresses } from '../dsl';

/** Every global address of one family: a block that holds them all is the internet by another name. */
const WHOLE_FAMILIES = ['0.0.0.0/0', '2000::/3'].map((block) => addressesIn(block));

/** What an author says of blocks that are no internet. */
interface OutsideOptions {
  /** What its author wrote: `cidrs` of `AllowExternalApi`. */
  readonly call: string;
  /** Whether private ranges are meant. */
  readonly isPrivate: boolean;
}

/**
 * Checks that blocks name somebody outside the cluster, and neither everybody nor the cloud's
 * credentials.
 *
 * @throws {InvalidInputError} naming the addresses that are too many
 */
export function checkOutside(
  scope: IConstruct,
  peers: readonly Addresses[],
  { call, isPrivate }: OutsideOptions,
): void {
  const all = peers.map(allowedBy).reduce(unionAddresses);
  if (WHOLE_FAMILIES.some((family) => coversAddresses(all, family))) {
    const message = `${call} are every address there is`;
    decline({ code: 'constructs/any-ip', message });
  }
  const found = [
    ...among(all, METADATA_CIDRS).map(metadataIn(call)),
    ...among(all, clusterOf(scope)).map(clusterIn(call)),
    ...(isPrivate ? [] : among(all, NOT_INTERNET).map(privateIn(call))),
  ];
  // The first one says most: metadata addresses and those of the cluster are private as well.
  const [first] = found;
  if (first !== undefined) decline(first);
}

/**
 * Checks that blocks hold no declared address of a pod or a Service of the cluster.
 *
 * @throws {InvalidInputError} naming the addresses that are too many
 */
export function checkNotCluster(
  scope: IConstruct,
  peers: readonly Addresses[],
  call: string,
): void {
  const all = peers.map(allowedBy).reduce(unionAddresses);
  const [found] = among(all, clusterOf(scope)).map(clusterIn(call));
  if (found !== undefined) decline(found);
}

/** The addresses that a peer allows. */
export function allowedBy({ blocks }: Addresses): AddressSet {
  return blocks
    .map(({ cidr, except = [] }) => subtractAddresses(addressesIn(cidr), addressesIn(...except)))
    .reduce(unionAddresses);
}

/** The first block of `named` that is open, as the part of it that is; none where all are shut. */
function among(all: AddressSet, named: readonly string[]): readonly string[] {
  const open = named.map((block) => intersectAddresses(all, addressesIn(block)));
  return open
    .filter((part) => !noAddresses(part))
    .slice(0, 1)
    .flatMap((part) => toCidrs(part).slice(0, 1).map(formatCidr));
}

/** The declared addresses of pods and Services: who is reached there is inside. */
function clusterOf(scope: IConstruct): readonly string[] {
  const { podCidrs = [], serviceCidrs = [] } = profileOf(scope) ?? {};
  return [...podCidrs, ...serviceCidrs];
}

function metadataIn(call: string): (block: string) => Refusal {
  return (block) => ({
    code: 'constructs/opens-metadata',
    message: `${call} hold \`${block}\`, which serves cloud metadata or credentials`,
  });
}

function clusterIn(call: string): (block: string) => Refusal {
  return (block) => ({
    code: 'constructs/inside-the-cluster',
    message: `${call} hold \`${block}\`, where the profile has pods or Services`,
  });
}

function privateIn(call: string): (block: string) => Refusal {
  return (block) => ({
    code: 'constructs/private-range',
    message: `${call} hold \`${block}\`, which is no address of the internet`,
  });
}
