import { type Address, type AddressSet, once } from '../../../kernel';
import { addressClasses, type Cluster, type Rule } from '../../../model';
import { AskedLabels, type LabelWords } from '../labels/label-words';
import { AddressFinder, type AddressPlace } from './address-points';

/** What policies ask of pods and addresses; whatever else differs between two pods is the same to them. */
export interface Asked {
  readonly labels: LabelWords;
  readonly namespaceLabels: LabelWords;
  isPortName(name: string | undefined): boolean;
  readonly hasBlocks: boolean;
  /** Addresses that no block tells apart; together they are every address. */
  readonly addresses: readonly AddressSet[];
  /** Where an address stands among them. */
  placeOf(address: Address): AddressPlace;
}

/** Collects it in one pass over the policies, for all who ask about one cluster. */
export const askedBy = once(({ policies }: Cluster): Asked => {
  const asking = new Asking();
  for (const { subject, rules } of policies) {
    asking.labels.ask(subject);
    for (const rule of rules.ingress) asking.rule(rule);
    for (const rule of rules.egress) asking.rule(rule);
  }
  const { labels, namespaceLabels, ports, hasBlocks } = asking;
  const addresses = addressClasses(hasBlocks ? policies : []);
  const finder = new AddressFinder(addresses);
  return {
    labels,
    namespaceLabels,
    isPortName: (name) => name !== undefined && ports.has(name),
    hasBlocks,
    addresses,
    placeOf: (address) => finder.placeOf(address),
  };
});

class Asking {
  readonly labels = new AskedLabels();
  readonly namespaceLabels = new AskedLabels();
  readonly ports = new Set<string>();
  hasBlocks = false;

  rule({ ports, peers }: Rule): void {
    for (const port of ports) if (port.kind === 'named') this.ports.add(port.name);
    for (const peer of peers) {
      if (peer.kind === 'block') this.hasBlocks = true;
      else {
        if (peer.pods !== undefined) this.labels.ask(peer.pods);
        if (peer.namespaces !== undefined) this.namespaceLabels.ask(peer.namespaces);
      }
    }
  }
}
