import {
  type AddressSet,
  ANY_IP,
  addressesIn,
  intersectAddresses,
  NO_ADDRESSES,
  noAddresses,
  subtractAddresses,
} from '../../kernel/address-set';
import type { Intent, IntentEndpoint, NamespaceScope, StatedFlow } from '../../kernel/intent';
import type { PortSpec } from '../../kernel/network-policy';
import { PORT_MAX, PORT_MIN } from '../../kernel/port-set';
import { METADATA_CIDRS, NOT_INTERNET } from '../../platform';
import { mayBothMatch } from './both-match';

/**
 * Whether a flow that is opened unseen may be one that an intent forbids. What is not certain
 * counts as yes: the author is then asked.
 *
 * @param podAddresses where a pod may be that blocks match by its address. @default - nowhere
 */
export function mayBreak(
  opened: StatedFlow,
  intent: Intent,
  podAddresses: AddressSet = NO_ADDRESSES,
): boolean {
  switch (intent.kind) {
    case 'never-reaches':
      return intent.flows.some((flow) => flowsMeet(opened, flow, podAddresses));
    // Wherever it leads, it may be a step.
    case 'never-reaches-transitively':
      return true;
    case 'reached-only-by':
      return meet(opened.to, intent.to, podAddresses);
    case 'reaches-only':
      return meet(opened.from, intent.from, podAddresses);
    // More flows break none of these; a closed world takes those that are stated.
    case 'reaches':
    case 'closed':
    case 'resolves-names':
      return false;
  }
}

/** Whether two flows may have one in common. */
export function flowsMeet(
  a: StatedFlow,
  b: StatedFlow,
  podAddresses: AddressSet = NO_ADDRESSES,
): boolean {
  return meet(a.from, b.from, podAddresses) && meet(a.to, b.to, podAddresses) && portsMeet(a, b);
}

function meet(
  some: readonly IntentEndpoint[],
  others: readonly IntentEndpoint[],
  podAddresses: AddressSet,
): boolean {
  return some.some((one) => others.some((other) => endsMeet(one, other, podAddresses)));
}

/** Whether two ends may have a pod or an address in common. */
export function endsMeet(
  a: IntentEndpoint,
  b: IntentEndpoint,
  podAddresses: AddressSet = NO_ADDRESSES,
): boolean {
  if (a.kind === 'anywhere' || b.kind === 'anywhere') return true;
  if (a.kind === 'pods' && b.kind === 'pods') {
    return scopesMeet(a.namespaces, b.namespaces) && mayBothMatch(a.pods, b.pods);
  }
  const [one, other] = [addressesOf(a), addressesOf(b)];
  if (one === undefined && other === undefined) return true;
  return !noAddresses(intersectAddresses(one ?? podAddresses, other ?? podAddresses));
}

function scopesMeet(a: NamespaceScope, b: NamespaceScope): boolean {
  if (a.kind === 'named' && b.kind === 'named') return a.name === b.name;
  return a.kind !== 'selected' || b.kind !== 'selected' || mayBothMatch(a.selector, b.selector);
}

/** Ends never change, and each is compared with many. */
const ADDRESSES = new WeakMap<IntentEndpoint, AddressSet>();

/** The addresses of an end; undefined for pods. */
function addressesOf(end: IntentEndpoint): AddressSet | undefined {
  const known = ADDRESSES.get(end);
  if (known !== undefined) return known;
  const found = readAddresses(end);
  if (found !== undefined) ADDRESSES.set(end, found);
  return found;
}

function readAddresses(end: IntentEndpoint): AddressSet | undefined {
  switch (end.kind) {
    case 'addresses':
      return subtractAddresses(addressesIn(...end.cidrs), addressesIn(...end.except));
    case 'anywhere':
      return ANY_IP;
    case 'internet':
      return subtractAddresses(ANY_IP, addressesIn(...NOT_INTERNET));
    case 'cloud-metadata':
      return addressesIn(...METADATA_CIDRS);
    case 'pods':
    case 'workload':
    case 'service':
    case 'any-pod':
      return undefined;
  }
}

function portsMeet({ ports: some }: StatedFlow, { ports: others }: StatedFlow): boolean {
  if (some === undefined || others === undefined) return true;
  return some.some((one) => others.some((other) => portMeets(one, other)));
}

function portMeets(a: PortSpec, b: PortSpec): boolean {
  if (a.protocol !== b.protocol) return false;
  // Which number a name stands for, a pod decides.
  if (typeof a.port === 'string' || typeof b.port === 'string') return true;
  const range = ({ port, endPort }: PortSpec): readonly [number, number] =>
    typeof port === 'number' ? [port, endPort ?? port] : [PORT_MIN, PORT_MAX];
  const [first, last] = range(a);
  const [otherFirst, otherLast] = range(b);
  return first <= otherLast && otherFirst <= last;
}
