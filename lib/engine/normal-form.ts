import {
  type AddressSet,
  ALL_PORTS,
  compareText,
  formatPorts,
  IP_FAMILIES,
  NO_PORTS,
  once,
  type PortSet,
  portRange,
  type Requirement,
  type Selector,
  samePorts,
  unionPorts,
} from '../kernel';
import type { Peer, Policy, PortMatch, Rule } from '../model';
import { rulePeers } from './peers';

/**
 * A rule as a text that is the same for every way of writing it: the order of its lists, labels as
 * expressions, one block as several.
 */
export const ruleForm: (rule: Rule) => string = once(({ direction, peers, ports }) =>
  JSON.stringify([direction, peersForm(peers), portsForm(ports)]),
);

/** A selector as such a text. */
export const selectorForm: (selector: Selector) => string = once(({ requirements }) =>
  JSON.stringify(sorted(requirements.map(requirementForm))),
);

/** What a policy says, without its name, as such a text. */
export const policyForm: (policy: Policy) => string = once(
  ({ namespace, subject, isolates, rules }) => {
    const counting = isolates.flatMap((direction) => rules[direction].map(ruleForm));
    return JSON.stringify([namespace, selectorForm(subject), isolates, sorted(counting)]);
  },
);

function requirementForm({ key, operator, values }: Requirement): string {
  return JSON.stringify([key, operator, sorted(values)]);
}

/** Everybody, where there are none. */
function peersForm(peers: readonly Peer[]): readonly string[] | 'everyone' {
  if (peers.length === 0) return 'everyone';
  const { pods, blocks } = rulePeers(peers);
  const named = pods.map((peer) =>
    JSON.stringify([
      peer.namespaces === undefined ? 'own' : selectorForm(peer.namespaces),
      peer.pods === undefined ? '[]' : selectorForm(peer.pods),
    ]),
  );
  return sorted(blocks === undefined ? named : [...named, addressesForm(blocks)]);
}

function addressesForm(addresses: AddressSet): string {
  return IP_FAMILIES.flatMap((family) =>
    addresses[family].map(([first, last]) => `${family}:${first}-${last}`),
  ).join();
}

function portsForm(ports: readonly PortMatch[]): readonly string[] | 'every port' {
  if (ports.length === 0) return 'every port';
  const numbers = ports.map(numbersOf).reduce(unionPorts, NO_PORTS);
  if (samePorts(numbers, ALL_PORTS)) return 'every port';
  const names = ports.flatMap((port) =>
    port.kind === 'named' ? [`${port.protocol} ${port.name}`] : [],
  );
  return [formatPorts(numbers), ...sorted(names)];
}

function numbersOf(port: PortMatch): PortSet {
  return port.kind === 'named' ? NO_PORTS : portRange(port.protocol, port.first, port.last);
}

function sorted(texts: readonly string[]): readonly string[] {
  return [...new Set(texts)].sort(compareText);
}
