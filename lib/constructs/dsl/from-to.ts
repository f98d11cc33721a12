import type { Direction } from '../../kernel/direction';
import type { PortSpec } from '../../kernel/network-policy';
import { calledFrom } from './caller';
import { frozen } from './frozen';
import { type Alone, itemsOf, type Listed } from './lists';
import { type Anywhere, type Everyone, kindOf, objectionsToPeer, type Peer } from './peer';
import type { EveryPort, Port } from './ports';
import { nth, type Objection, refuse, refuseAny, show } from './refuse';
import { type Rule, ruleOf } from './rule';
import { fieldOf, isPortSpecShape } from './shape';
import { reopenedExcepts } from './siblings';

/** A rule that lacks its ports: not a rule yet. `.on(...)` makes it one. */
export interface RuleWithoutPorts<D extends Direction> {
  /**
   * The ports the rule opens, as alternatives. They are ports of the destination pod, not of a
   * Service.
   *
   * @example
   * from(sameNamespace()).on(tcp(80), tcp('metrics'))
   * // - from: [{ podSelector: {} }]
   * //   ports: [{ protocol: TCP, port: 80 }, { protocol: TCP, port: metrics }]
   * @throws {InvalidInputError} for no port, what is no port, or a port name towards addresses
   */
  on(...ports: Listed<Port> | Alone<EveryPort>): Rule<D>;
}

/**
 * Where an ingress rule lets traffic come from: any of these peers. For pods of certain namespaces,
 * where both must hold, write `pods(...).in(...)`.
 *
 * @example
 * from(pods({ role: 'client' }), namespaces({ team: 'alice' })).on(tcp(80))
 * // - from:
 * //     - podSelector: { matchLabels: { role: client } }
 * //     - namespaceSelector: { matchLabels: { team: alice } }
 * //   ports: [{ protocol: TCP, port: 80 }]
 * @throws {InvalidInputError} for no peer, what is no peer, or an `except` another peer opens again
 */
export function from(...peers: Listed<Peer> | Alone<Everyone>): RuleWithoutPorts<'ingress'> {
  return ruleWithoutPorts('ingress', peers);
}

/**
 * Where an egress rule lets traffic go to: any of these peers. For pods of certain namespaces,
 * where both must hold, write `pods(...).in(...)`.
 *
 * @example
 * to(pods({ app: 'db' }), ipBlock('203.0.113.0/24')).on(tcp(5432))
 * // - to:
 * //     - podSelector: { matchLabels: { app: db } }
 * //     - ipBlock: { cidr: 203.0.113.0/24 }
 * //   ports: [{ protocol: TCP, port: 5432 }]
 * @throws {InvalidInputError} for no peer, what is no peer, or an `except` another peer opens again
 */
export function to(...peers: Listed<Peer> | Alone<Anywhere>): RuleWithoutPorts<'egress'> {
  return ruleWithoutPorts('egress', peers);
}

/** How each direction says its peers, and that there is no condition on them. */
const WORDS = {
  ingress: { call: 'from', open: 'everyone' },
  egress: { call: 'to', open: 'anywhere' },
} as const;

type AnyPeer = Peer | Everyone | Anywhere;

/** What `from` and `to` make, whichever direction it is. @throws {InvalidInputError} as they do */
export function ruleWithoutPorts<D extends Direction>(
  direction: D,
  listed: Listed<AnyPeer>,
): RuleWithoutPorts<D> {
  const peers = checkedPeers(direction, listed);
  const where = calledFrom();
  return frozen({
    on: (...given: Listed<Port | EveryPort>): Rule<D> => {
      const ports = checkedPorts(given);
      refuseAny(portNamesToAddresses(direction, peers, ports));
      return ruleOf({ direction, peers, ports, ...where });
    },
  });
}

function checkedPeers(direction: Direction, listed: Listed<AnyPeer>): 'any' | readonly Peer[] {
  const { call, open } = WORDS[direction];
  const items = itemsOf(call, listed);
  if (items.some((item) => kindOf(item) === open)) {
    if (items.length === 1) return 'any';
    refuse({
      code: 'constructs/stands-alone',
      message: `${open}() stands beside other peers in \`${call}\``,
      help: `write ${call}(${open}()) alone, or leave ${open}() out`,
    });
  }
  refuseAny(items.flatMap((item, index) => objectionsToPeer(call, item, index, items.length)));
  const peers = items.filter(isPeer);
  refuseAny(reopenedExcepts(peers));
  return [...peers];
}

function isPeer(item: AnyPeer): item is Peer {
  return item.kind !== 'everyone' && item.kind !== 'anywhere';
}

/** The ports that were listed in `call`. @throws {InvalidInputError} for none, and what is no port */
export function checkedPorts(listed: Listed<unknown>, call = 'on'): 'all' | readonly PortSpec[] {
  const items = itemsOf(call, listed);
  refuseAny(items.flatMap((item, index) => objectionsToPort(item, index, items.length, call)));
  if (items.some((item) => kindOf(item) === 'all-ports')) {
    if (items.length === 1) return 'all';
    refuse({
      code: 'constructs/stands-alone',
      message: `allPorts() stands beside other ports in \`${call}\``,
      help: 'write allPorts() alone, or leave it out',
    });
  }
  return items.flatMap((item) => (isPort(item) ? [item.spec] : []));
}

function objectionsToPort(item: unknown, index: number, total: number, call: string): Objection[] {
  const kind = kindOf(item);
  if (kind === 'all-ports' || isPort(item)) return [];
  const message = `${nth('port', index, total)} of \`${call}\` is ${show(item)}, not a port`;
  const help = typeof item === 'number' ? { help: `write tcp(${item}) or udp(${item})` } : {};
  return [{ code: 'constructs/not-a-port', message, ...help }];
}

function isPort(item: unknown): item is Port {
  return kindOf(item) === 'port' && isPortSpecShape(fieldOf(item, 'spec'));
}

/** A name is looked up on the destination pod, so only egress rules can ask it of an address. */
function portNamesToAddresses(
  direction: Direction,
  peers: 'any' | readonly Peer[],
  ports: 'all' | readonly PortSpec[],
): Objection[] {
  if (direction === 'ingress' || peers === 'any' || ports === 'all') return [];
  const [towards] = peers.filter((peer) => peer.kind === 'addresses');
  if (towards === undefined) return [];
  return ports.flatMap(({ port }) =>
    typeof port === 'string'
      ? [
          {
            code: 'constructs/named-port-to-address',
            message: `port ${show(port)} is a name, and ${towards.label} has no pods to look it up on`,
          } as const,
        ]
      : [],
  );
}
