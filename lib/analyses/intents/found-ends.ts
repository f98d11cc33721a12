import type { WitnessEnd as Made } from '../../engine';
import type { AddressSet } from '../../kernel';
import { isSameKnownPod, type Pod } from '../../model';
import {
  namedAddresses,
  namedPossiblePod,
  neededFor,
  type PossibleEnd,
} from '../shared/named-ends';
import type { PodEnd } from '../shared/workload-endpoints';
import type { FoundEnd } from './finding';
import type { World } from './world';

/** A row of known pods as an end of a finding. */
export function knownFoundEnd({ endpoint, pods }: PodEnd, pod: Pod = pods[0]): FoundEnd {
  return { end: { kind: 'pod', pod }, named: { kind: 'workload', id: endpoint.id } };
}

/** Finding the blocks of a set takes long, and the same few sets are ends of many findings. */
const ADDRESS_ENDS = new WeakMap<AddressSet, FoundEnd>();

/** Addresses as an end of a finding. */
export function addressFoundEnd(addresses: AddressSet): FoundEnd {
  const known = ADDRESS_ENDS.get(addresses);
  if (known !== undefined) return known;
  const found: FoundEnd = {
    end: { kind: 'addresses', addresses },
    named: namedAddresses(addresses),
  };
  ADDRESS_ENDS.set(addresses, found);
  return found;
}

/** The row of a known pod. */
export function rowOf({ known }: Pick<World, 'known'>, pod: Pod): PodEnd | undefined {
  return known.find(({ pods }) => pods.some((each) => isSameKnownPod(each, pod)));
}

/** A made-up pod as an end of a finding. */
export function possibleFoundEnd(pod: Pod, more: Partial<PossibleEnd> = {}): FoundEnd {
  return { end: { kind: 'pod', pod }, named: namedPossiblePod(pod, more) };
}

/** An end that a search made up, or knew. */
export function madeFoundEnd(world: World, made: Made): FoundEnd {
  if (made.end.kind === 'addresses') return addressFoundEnd(made.end.addresses);
  const { pod } = made.end;
  if (made.kind === 'known') {
    const row = rowOf(world, pod);
    return row === undefined ? possibleFoundEnd(pod) : knownFoundEnd(row, pod);
  }
  return possibleFoundEnd(pod, neededFor(made));
}
