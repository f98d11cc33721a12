import {
  type AddressSet,
  addressesOf,
  type Cidr,
  cidrAround,
  formatCidr,
  IP_FAMILIES,
  intersectAddresses,
  noAddresses,
  ofFamily,
  type PeerSpec,
  subtractAddresses,
  toCidrs,
} from '../../../../kernel';

/** The fewest blocks that hold exactly these addresses: plain ones, or one with exceptions. */
export function blockPeers(addresses: AddressSet): readonly PeerSpec[] {
  return IP_FAMILIES.flatMap((family) => {
    const part = ofFamily(addresses, family);
    const plain = toCidrs(part);
    const around = enclosing(part);
    if (around === undefined) return [];
    const holes = toCidrs(subtractAddresses(addressesOf([around]), part));
    return holes.length + 1 < plain.length
      ? [blockPeer(around, holes)]
      : plain.map((cidr) => blockPeer(cidr, []));
  });
}

/** The smallest block around some addresses of one family. */
function enclosing(addresses: AddressSet): Cidr | undefined {
  const [first] = toCidrs(addresses);
  if (first === undefined) return undefined;
  const { family, prefix: narrowest } = first;
  for (let prefix = narrowest; prefix > 0; prefix -= 1) {
    const block = cidrAround({ family, value: first.first }, prefix);
    const rest = subtractAddresses(addresses, intersectAddresses(addresses, addressesOf([block])));
    if (noAddresses(rest)) return block;
  }
  return cidrAround({ family, value: first.first }, 0);
}

function blockPeer(cidr: Cidr, except: readonly Cidr[]): PeerSpec {
  const block = { cidr: formatCidr(cidr) };
  return {
    ipBlock: except.length === 0 ? block : { ...block, except: except.map(formatCidr) },
  };
}
