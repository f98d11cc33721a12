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
import { NAMESPACE_NAME_LABEL, type Pod } from '../../model';
import { METADATA_CIDRS, NOT_INTERNET } from '../../platform';
import type { WitnessEnd } from '../../results';
import { addressEnd } from './address-ends';

/** An end of a flow that is made of addresses, as answers write it. */
export function namedAddresses(addresses: AddressSet): WitnessEnd {
  const { id, cidrs } = addressEnd(addresses).endpoint;
  const words = addressWords(addresses);
  return { kind: 'ip', id, cidrs, ...(words !== undefined && { words }) };
}

/** A made-up pod, as answers write it. */
export type PossibleEnd = Extract<WitnessEnd, { kind: 'possible-pod' }>;

/** An end of a flow that is a pod which does not exist yet, as answers write it. */
export function namedPossiblePod(pod: Pod, more: Partial<PossibleEnd> = {}): PossibleEnd {
  const labels = Object.fromEntries(pod.labels);
  const portNames = pod.ports.flatMap(({ name }) => name ?? []);
  return {
    kind: 'possible-pod',
    id: wordsFor(pod, more),
    namespace: pod.namespace,
    labels,
    ...(portNames.length > 0 && { portNames }),
    ...more,
  };
}

/** What has to come to exist for a pod that a search made up. */
export function neededFor({ namespace, address }: Made): Partial<PossibleEnd> {
  return {
    ...(namespace !== undefined && { namespaceLabels: ownLabels(namespace.labels) }),
    ...(address !== undefined && { address: formatAddress(address) }),
  };
}

function ownLabels(labels: Labels): { readonly [key: string]: string } {
  return Object.fromEntries([...labels].filter(([key]) => key !== NAMESPACE_NAME_LABEL));
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
