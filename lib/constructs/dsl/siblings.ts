import {
  type AddressSet,
  addressesIn,
  coversAddresses,
  formatCidr,
  intersectAddresses,
  NO_ADDRESSES,
  noAddresses,
  subtractAddresses,
  toCidrs,
  unionAddresses,
} from '../../kernel';
import { type Addresses, isAddresses } from './addresses';
import type { Peer } from './peer';
import type { Objection } from './refuse';

/** A peer, with the addresses that it allows. */
interface Sibling {
  readonly peer: Addresses;
  readonly allowed: AddressSet;
}

/** The addresses that a peer allows. */
function allowedBy({ blocks }: Addresses): AddressSet {
  const plain = blocks.filter(({ except }) => except === undefined).map(({ cidr }) => cidr);
  return blocks.reduce(
    (sum, { cidr, except }) =>
      except === undefined
        ? sum
        : unionAddresses(sum, subtractAddresses(addressesIn(cidr), addressesIn(...except))),
    addressesIn(...plain),
  );
}

/**
 * Exceptions that another peer of the same list opens again. What `internet()` leaves out by
 * itself is no exception of the author: `to(internet(), ipBlock('10.0.0.0/8'))` says both.
 */
export function reopenedExcepts(peers: readonly Peer[]): Objection[] {
  const blocks = peers.filter(isAddresses);
  if (blocks.length < 2 || blocks.every(({ excluded }) => excluded.length === 0)) return [];
  const siblings = blocks.map((peer): Sibling => ({ peer, allowed: allowedBy(peer) }));
  // A peer allows nothing that it excludes itself: what is both is opened again by another one.
  const excluded = addressesIn(...blocks.flatMap((each) => each.excluded));
  const allowed = unionOf(siblings.map((each) => each.allowed));
  if (noAddresses(intersectAddresses(excluded, allowed))) return [];
  return siblings.flatMap((narrowed, index) => reopenedOf(narrowed, siblings.toSpliced(index, 1)));
}

/** The union of many sets, by halves: one after the other would walk the sum again for each. */
function unionOf(sets: readonly AddressSet[]): AddressSet {
  const [first = NO_ADDRESSES, ...more] = sets;
  if (more.length === 0) return first;
  const middle = sets.length >> 1;
  return unionAddresses(unionOf(sets.slice(0, middle)), unionOf(sets.slice(middle)));
}

function reopenedOf({ peer }: Sibling, others: readonly Sibling[]): Objection[] {
  if (peer.excluded.length === 0) return [];
  const excluded = addressesIn(...peer.excluded);
  // Most siblings open nothing again: only those that do are looked at exception by exception.
  const culprits = others.filter(
    ({ allowed }) => !noAddresses(intersectAddresses(excluded, allowed)),
  );
  return peer.excluded.flatMap((except) =>
    culprits.flatMap((culprit) => objectionsTo(peer, except, culprit)),
  );
}

function objectionsTo(narrowed: Addresses, except: string, sibling: Sibling): Objection[] {
  const open = intersectAddresses(addressesIn(except), sibling.allowed);
  const [first] = toCidrs(open).map(formatCidr);
  if (first === undefined) return [];
  return [
    {
      code: 'constructs/except-reopened',
      message: `\`except\` \`${except}\` of ${narrowed.label} is opened again by ${sibling.peer.label}: \`${first}\``,
      help: remedy(except, open, sibling),
    },
  ];
}

/** A list longer than this is not worth reading in a hint. */
const SHORT = 9;

/** Carve the same out of the sibling where that leaves something of it; otherwise except less. */
function remedy(except: string, open: AddressSet, { peer, allowed }: Sibling): string {
  if (!coversAddresses(addressesIn(except), allowed)) {
    return `leave \`${except}\` out of ${peer.label} too`;
  }
  const rest = toCidrs(subtractAddresses(addressesIn(except), open)).map(formatCidr);
  const drop = `drop ${peer.label}, or take its addresses out of the \`except\``;
  return rest.length === 0 || rest.length > SHORT ? drop : `${drop}: \`${rest.join(', ')}\``;
}
