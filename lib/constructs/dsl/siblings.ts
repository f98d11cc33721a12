import {
  type AddressSet,
  addressesIn,
  coversAddresses,
  formatCidr,
  intersectAddresses,
  NO_ADDRESSES,
  subtractAddresses,
  toCidrs,
  unionAddresses,
} from '../../kernel';
import { type Addresses, isAddresses } from './addresses';
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
  const open = intersectAddresses(addressesIn(except), allowedBy(sibling));
  const [first] = toCidrs(open).map(formatCidr);
  if (first === undefined) return [];
  return [
    {
      code: 'constructs/except-reopened',
      message: `\`except\` \`${except}\` of ${narrowed.label} is opened again by ${sibling.label}: \`${first}\``,
      help: remedy(except, open, sibling),
    },
  ];
}

/** A list longer than this is not worth reading in a hint. */
const SHORT = 9;

/** Carve the same out of the sibling where that leaves something of it; otherwise except less. */
function remedy(except: string, open: AddressSet, sibling: Addresses): string {
  if (!coversAddresses(addressesIn(except), allowedBy(sibling))) {
    return `leave \`${except}\` out of ${sibling.label} too`;
  }
  const rest = toCidrs(subtractAddresses(addressesIn(except), open)).map(formatCidr);
  const drop = `drop ${sibling.label}, or take its addresses out of the \`except\``;
  return rest.length === 0 || rest.length > SHORT ? drop : `${drop}: \`${rest.join(', ')}\``;
}
