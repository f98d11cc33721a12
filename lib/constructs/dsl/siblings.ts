import {
  type AddressSet,
  addressesIn,
  formatCidr,
  intersectAddresses,
  NO_ADDRESSES,
  noAddresses,
  subtractAddresses,
  toCidrs,
  unionAddresses,
} from '../../kernel';
import type { Addresses } from './addresses';
import { isAddresses } from './addresses';
import type { Peer } from './peer';
import type { Objection } from './refuse';

/** The addresses that a peer allows. */
function allowedBy({ blocks }: Addresses): AddressSet {
  return blocks.reduce(
    (sum, { cidr, except = [] }) =>
      unionAddresses(sum, subtractAddresses(addressesIn(cidr), addressesIn(...except))),
    NO_ADDRESSES,
  );
}

/**
 * Exceptions that another peer of the same list opens again. What `internet()` leaves out by
 * itself is no exception of the author: `to(internet(), ipBlock('10.0.0.0/8'))` says both.
 */
export function reopenedExcepts(peers: readonly Peer[]): Objection[] {
  const blocks = peers.filter(isAddresses);
  return blocks.flatMap((narrowed) =>
    narrowed.excluded.flatMap((except) =>
      blocks
        .filter((sibling) => sibling !== narrowed)
        .flatMap((sibling) => objectionsTo(narrowed, except, sibling)),
    ),
  );
}

function objectionsTo(narrowed: Addresses, except: string, sibling: Addresses): Objection[] {
  const reopened = intersectAddresses(addressesIn(except), allowedBy(sibling));
  if (noAddresses(reopened)) return [];
  const [first] = toCidrs(reopened).map(formatCidr);
  return [
    {
      code: 'constructs/except-reopened',
      message: `\`except\` \`${except}\` of ${narrowed.label} is opened again by ${sibling.label}: \`${first}\``,
      help: `add \`${except}\` to the \`except\` of ${sibling.label}, or take it out of ${narrowed.label}`,
    },
  ];
}
