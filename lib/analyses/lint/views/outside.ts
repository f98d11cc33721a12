import type { PlacedRule } from '../../../engine';
import {
  type AddressSet,
  ALL_PORTS,
  ANY_IP,
  addressesIn,
  coversAddresses,
  type Direction,
  IP_FAMILIES,
  type IpFamily,
  NO_ADDRESSES,
  NO_PORTS,
  ofFamily,
  once,
  type PortSet,
  portRange,
  subtractAddresses,
  unionAddresses,
  unionPorts,
} from '../../../kernel';
import type { BlockPeer, Rule } from '../../../model';
import { NOT_INTERNET } from '../../../platform';
import type { Examined } from '../check';

/** A rule that counts and that speaks of addresses, and what it lets through of them. */
export interface OutsideRule extends PlacedRule {
  /** Its blocks, each with its place in the list of peers; none where it has no peers at all. */
  readonly blocks: readonly { readonly block: BlockPeer; readonly place: number }[];
  readonly addresses: AddressSet;
  /** By number: a name means nothing at an address. */
  readonly ports: PortSet;
}

/** Every rule that lets addresses through, in the order of the policies. */
export const outsideRules: (
  examined: Examined,
) => Readonly<Record<Direction, readonly OutsideRule[]>> = once(({ cluster }) => {
  const of = (direction: Direction) =>
    cluster.policies
      .filter(({ isolates }) => isolates.includes(direction))
      .flatMap((policy) =>
        policy.rules[direction].flatMap((rule) => {
          const outside = outsideOf(rule);
          return outside === undefined ? [] : [{ policy, rule, ...outside }];
        }),
      );
  return { ingress: of('ingress'), egress: of('egress') };
});

function outsideOf(rule: Rule): Pick<OutsideRule, 'blocks' | 'addresses' | 'ports'> | undefined {
  const blocks = rule.peers.flatMap((peer, place) =>
    peer.kind === 'block' ? [{ block: peer, place }] : [],
  );
  if (blocks.length === 0 && rule.peers.length > 0) return undefined;
  const named = blocks.map(({ block }) => block.addresses);
  return {
    blocks,
    addresses: rule.peers.length === 0 ? ANY_IP : named.reduce(unionAddresses, NO_ADDRESSES),
    ports: rule.ports.length === 0 ? ALL_PORTS : rule.ports.map(numbersOf).reduce(unionPorts),
  };
}

function numbersOf(port: Rule['ports'][number]): PortSet {
  return port.kind === 'named' ? NO_PORTS : portRange(port.protocol, port.first, port.last);
}

const INTERNET = subtractAddresses(ANY_IP, addressesIn(...NOT_INTERNET));

/** The families of which these are every address of the internet. */
export function anyIpIn(addresses: AddressSet): readonly IpFamily[] {
  return IP_FAMILIES.filter((family) => coversAddresses(addresses, ofFamily(INTERNET, family)));
}
