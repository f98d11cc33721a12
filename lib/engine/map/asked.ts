import type { Address, AddressSet, Selector } from '../../kernel';
import { addressClasses, type Cluster, type Policy } from '../../model';
import { addressFinder } from './address-points';
import { type LabelWords, labelWords } from './label-words';

/** What policies ask of pods and addresses; whatever else differs between two pods is the same to them. */
export interface Asked {
  readonly labels: LabelWords;
  isPortName(name: string | undefined): boolean;
  readonly hasBlocks: boolean;
  /** Addresses that no block tells apart; together they are every address. */
  readonly addresses: readonly AddressSet[];
  /** A number for where an address stands among the blocks, apart by family; above 1. */
  placeOf(address: Address): number;
}

/** Collects it in one pass over the policies. */
export function askedBy({ policies }: Cluster): Asked {
  const names = new Set<string>();
  let hasBlocks = false;
  for (const rule of rulesOf(policies)) {
    for (const port of rule.ports) if (port.kind === 'named') names.add(port.name);
    hasBlocks ||= rule.peers.some(({ kind }) => kind === 'block');
  }
  const addresses = addressClasses(policies);
  const find = addressFinder(addresses);
  return {
    labels: labelWords(podSelectors(policies)),
    isPortName: (name) => name !== undefined && names.has(name),
    hasBlocks,
    addresses,
    placeOf: (address) => 2 + find(address) * 2 + (address.family === 6 ? 1 : 0),
  };
}

function* rulesOf(policies: readonly Policy[]) {
  for (const { rules } of policies) {
    yield* rules.ingress;
    yield* rules.egress;
  }
}

function* podSelectors(policies: readonly Policy[]): Generator<Selector> {
  for (const { subject } of policies) yield subject;
  for (const rule of rulesOf(policies)) {
    for (const peer of rule.peers)
      if (peer.kind === 'pods' && peer.pods !== undefined) yield peer.pods;
  }
}
