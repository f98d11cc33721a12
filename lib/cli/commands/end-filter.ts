import type { PodEnd } from '../../analyses';
import {
  checkNamespace,
  type Directory,
  findPods,
  namedAddresses,
  podAt,
  refuseIfService,
  type Say,
} from '../../ends';
import {
  type AddressSet,
  addressesOf,
  intersectAddresses,
  noAddresses,
  parseCidr,
} from '../../kernel';
import type { Endpoint, WorkloadEndpoint } from '../../results';

/** Whether an endpoint of an answer is asked for. */
export type EndFilter = (endpoint: Endpoint) => boolean;

/** The endpoints that any of these names means; undefined where none is given. */
export function anyOf(
  names: readonly string[] | undefined,
  directory: Directory,
  say: Say,
): EndFilter | undefined {
  if (names === undefined) return undefined;
  const filters = names.map((name) => filterFor(name, directory, say));
  return (endpoint) => filters.some((filter) => filter(endpoint));
}

/** Workloads of some namespaces, and all addresses; undefined where no namespace is given. */
export function inNamespaces(
  names: readonly string[] | undefined,
  directory: Directory,
): EndFilter | undefined {
  if (names === undefined) return undefined;
  for (const name of names) checkNamespace(name, directory);
  return (endpoint) => endpoint.kind === 'ip' || names.includes(endpoint.namespace);
}

function filterFor(name: string, directory: Directory, say: Say): EndFilter {
  const namespace = /^([^/]+)\/\*$/.exec(name)?.[1];
  if (namespace !== undefined) {
    checkNamespace(namespace, directory);
    return (endpoint) => endpoint.kind === 'workload' && endpoint.namespace === namespace;
  }
  refuseIfService(name, directory);
  const addresses = namedAddresses(name);
  if (addresses === undefined) return podFilter(findPods(name, directory));
  const pod = podAt(name, directory, say);
  return pod === undefined ? addressFilter(addresses) : podFilter([pod]);
}

function addressFilter(addresses: AddressSet): EndFilter {
  return (endpoint) => {
    if (endpoint.kind !== 'ip') return false;
    const cidrs = endpoint.cidrs.flatMap((text) => parseCidr(text)?.cidr ?? []);
    return !noAddresses(intersectAddresses(addressesOf(cidrs), addresses));
  };
}

function podFilter(ends: readonly PodEnd[]): EndFilter {
  return (endpoint) =>
    endpoint.kind === 'workload' && ends.some((end) => isPartOf(end.endpoint, endpoint));
}

/** Rows may be finer or coarser than what was named: they meet where they share a pod. */
function isPartOf(named: WorkloadEndpoint, endpoint: WorkloadEndpoint): boolean {
  const isSameWorkload =
    named.namespace === endpoint.namespace &&
    named.name === endpoint.name &&
    named.workloadKind === endpoint.workloadKind;
  if (!isSameWorkload) return false;
  return named.pods.length === 0 || named.pods.some((pod) => endpoint.pods.includes(pod));
}
