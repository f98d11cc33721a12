import type { WitnessEnd as Made } from '../../engine';
import {
  type AddressSet,
  ANY_IP,
  addressesIn,
  count,
  coversAddresses,
  formatAddress,
  type Labels,
  subtractAddresses,
} from '../../kernel';
import { isSameKnownPod, NAMESPACE_NAME_LABEL, type Pod } from '../../model';
import { METADATA_CIDRS, NOT_INTERNET } from '../../platform';
import type { WitnessEnd } from '../../results';
import { addressEnd } from '../shared/address-ends';
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
  const { id, cidrs } = addressEnd(addresses).endpoint;
  const words = addressWords(addresses);
  const found: FoundEnd = {
    end: { kind: 'addresses', addresses },
    named: { kind: 'ip', id, cidrs, ...(words !== undefined && { words }) },
  };
  ADDRESS_ENDS.set(addresses, found);
  return found;
}

const METADATA = addressesIn(...METADATA_CIDRS);
const INTERNET = subtractAddresses(ANY_IP, addressesIn(...NOT_INTERNET));
/** What every cloud but one serves its credentials on: the example that readers know. */
const BEST_KNOWN = addressesIn('169.254.169.254/32');

/** What some addresses are called; undefined for those that have no name. */
function addressWords(addresses: AddressSet): string | undefined {
  if (coversAddresses(METADATA, addresses)) {
    return coversAddresses(addresses, BEST_KNOWN)
      ? 'cloud metadata (169.254.169.254)'
      : 'cloud metadata';
  }
  const isInternet = coversAddresses(INTERNET, addresses) && coversAddresses(addresses, INTERNET);
  return isInternet ? 'the internet' : undefined;
}

/** The row of a known pod. */
export function rowOf({ known }: Pick<World, 'known'>, pod: Pod): PodEnd | undefined {
  return known.find(({ pods }) => pods.some((each) => isSameKnownPod(each, pod)));
}

/** A made-up pod as an end of a finding. */
export function possibleFoundEnd(pod: Pod, more: Partial<PossibleEnd> = {}): FoundEnd {
  const labels = Object.fromEntries(pod.labels);
  const portNames = pod.ports.flatMap(({ name }) => name ?? []);
  const named: WitnessEnd = {
    kind: 'possible-pod',
    id: wordsFor(pod, more),
    namespace: pod.namespace,
    labels,
    ...(portNames.length > 0 && { portNames }),
    ...more,
  };
  return { end: { kind: 'pod', pod }, named };
}

type PossibleEnd = Extract<WitnessEnd, { kind: 'possible-pod' }>;

/** An end that a search made up, or knew. */
export function madeFoundEnd(world: World, made: Made): FoundEnd {
  if (made.end.kind === 'addresses') return addressFoundEnd(made.end.addresses);
  const { pod } = made.end;
  if (made.kind === 'known') {
    const row = rowOf(world, pod);
    return row === undefined ? possibleFoundEnd(pod) : knownFoundEnd(row, pod);
  }
  return possibleFoundEnd(pod, {
    ...(made.namespace !== undefined && { namespaceLabels: ownLabels(made.namespace.labels) }),
    ...(made.address !== undefined && { address: formatAddress(made.address) }),
  });
}

function ownLabels(labels: Labels): { readonly [key: string]: string } {
  return Object.fromEntries([...labels].filter(([key]) => key !== NAMESPACE_NAME_LABEL));
}

/** `a pod with app=web in namespace shop`, `a pod without labels in a new namespace with team=a`. */
function wordsFor(pod: Pod, { namespaceLabels, address }: Partial<PossibleEnd>): string {
  const labels = pairs(pod.labels);
  const what = labels === '' ? 'a pod without labels' : `a pod with ${labels}`;
  const names = pod.ports.flatMap(({ name }) => name ?? []);
  const naming =
    names.length === 0 ? '' : ` and ${count(names.length, 'port')} named ${names.join(', ')}`;
  const at = address === undefined ? '' : ` at ${address}`;
  return `${what}${naming}${at} in ${homeWords(pod.namespace, namespaceLabels)}`;
}

function homeWords(name: string, labels: PossibleEnd['namespaceLabels']): string {
  if (labels === undefined) return `namespace ${name}`;
  const own = pairs(new Map(Object.entries(labels)));
  return own === '' ? `a new namespace ${name}` : `a new namespace ${name} with ${own}`;
}

function pairs(labels: Labels): string {
  return [...labels].map(([key, value]) => `${key}=${value}`).join(', ');
}
