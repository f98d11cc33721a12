import { type Address, type AddressSet, EVERYTHING, type Selector } from '../../kernel';
import { addressClasses, type Cluster, type Peer, type PortMatch, type Rule } from '../../model';
import { addressFinder } from './address-points';
import { type LabelWords, labelWords } from './label-words';

/** What policies ask of pods and addresses; whatever else differs between two pods is the same to them. */
export interface Asked {
  readonly labels: LabelWords;
  readonly namespaceLabels: LabelWords;
  isPortName(name: string | undefined): boolean;
  readonly hasBlocks: boolean;
  /** Addresses that no block tells apart; together they are every address. */
  readonly addresses: readonly AddressSet[];
  /** A number for where an address stands among the blocks, apart by family; above 1. */
  placeOf(address: Address): number;
}

/** Collects it in one pass over the policies. */
export function askedBy({ policies }: Cluster): Asked {
  const ports = new Set<string>();
  const ofPods: Selector[] = [];
  const ofNamespaces: Selector[] = [EVERYTHING];
  let hasBlocks = false;
  const askPeer = (peer: Peer) => {
    if (peer.kind === 'block') hasBlocks = true;
    else {
      if (peer.pods !== undefined) ofPods.push(peer.pods);
      if (peer.namespaces !== undefined) ofNamespaces.push(peer.namespaces);
    }
  };
  const askPort = (port: PortMatch) => {
    if (port.kind === 'named') ports.add(port.name);
  };
  const ask = (rule: Rule) => {
    rule.ports.forEach(askPort);
    rule.peers.forEach(askPeer);
  };
  for (const { subject, rules } of policies) {
    ofPods.push(subject);
    rules.ingress.forEach(ask);
    rules.egress.forEach(ask);
  }
  const addresses = addressClasses(hasBlocks ? policies : []);
  const find = addressFinder(addresses);
  return {
    labels: labelWords(ofPods),
    namespaceLabels: labelWords(ofNamespaces),
    isPortName: (name) => name !== undefined && ports.has(name),
    hasBlocks,
    addresses,
    placeOf: (address) => 2 + find(address) * 2 + (address.family === 6 ? 1 : 0),
  };
}
