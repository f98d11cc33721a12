import {
  type AddressSet,
  ANY_IP,
  addressesOf,
  formatCidr,
  groupBy,
  NO_ADDRESSES,
  parseCidr,
  toCidrs,
  unionAddresses,
} from '../../kernel';
import type { Service } from '../../model';
import type { EntryBackendResult, EntryFlow, EntryPointResult } from '../../results';
import { addressEnds } from '../shared/address-ends';
import { closedToAddresses } from './closed-gates';
import { type Context, flowOf, targetOf } from './context';
import type { Destination } from './judge';

/** How a Service lets the outside in by itself; undefined for one that does not. */
export function exposureOf(service: Service): EntryPointResult['kind'] | undefined {
  if (service.type === 'NodePort' || service.type === 'LoadBalancer') return service.type;
  return service.externalIps.length > 0 && service.type !== 'ExternalName'
    ? 'ExternalIPs'
    : undefined;
}

/**
 * A Service that opens a port on every node, or has a load balancer or addresses of its own. With
 * `externalTrafficPolicy: Local` its pods see the client; otherwise they see the node at which the
 * connection came in (kubernetes.io, "Using Source IP").
 */
export function exposedEntryPoint(
  context: Context,
  service: Service,
  kind: EntryPointResult['kind'],
): EntryPointResult {
  const { clientAddress } = service;
  // The ranges are those of the load balancer: they mean nothing for ports of nodes.
  const sourceRanges = kind === 'LoadBalancer' ? service.sourceRanges : [];
  const flows = (destination: Destination) =>
    clientAddress === 'kept'
      ? fromClients(context, sourceRanges, destination)
      : fromNodes(context, destination);
  return {
    kind,
    id: `${service.namespace}/${service.name}`,
    hosts: [],
    through: [{ kind: 'nodes', client: clientAddress, sourceRanges }],
    backends: service.ports.map((_, i) => backendOf(context, service, i, flows)),
    source: service.origin.at([]),
  };
}

function backendOf(
  { find }: Context,
  service: Service,
  i: number,
  flows: (destination: Destination) => readonly EntryFlow[],
): EntryBackendResult {
  const port = service.ports[i];
  const backend = {
    service: `${service.namespace}/${service.name}`,
    source: service.origin.at(['spec', 'ports', i]),
  };
  if (port === undefined) return { ...backend, targets: [] };
  const { targets, without } = find(service, port);
  const isListed = service.selector !== undefined || service.endpoints.length > 0;
  const problem = without.length > 0 ? 'no-endpoint' : isListed ? 'no-pods' : 'unknown-endpoints';
  return {
    ...backend,
    port: port.port,
    ...(targets.length === 0 ? { problem } : {}),
    targets: targets.map((target) => targetOf(port, target, flows)),
  };
}

/** Clients that policies treat alike are one flow. */
function fromClients(
  { cluster, judge }: Context,
  ranges: readonly string[],
  destination: Destination,
): readonly EntryFlow[] {
  const within = ranges.length === 0 ? ANY_IP : blocksOf(ranges);
  const judged = addressEnds(cluster, within).map(({ addresses }) => ({
    addresses,
    judged: judge.fromEnd({ kind: 'addresses', addresses }, destination),
  }));
  const alike = groupBy(judged, (each) => JSON.stringify(each.judged));
  return [...alike.values()].flatMap((group) => {
    const [first] = group;
    if (first === undefined) return [];
    const together = group.map(({ addresses }) => addresses).reduce(unionAddresses, NO_ADDRESSES);
    const cidrs = toCidrs(together).map(formatCidr);
    return [
      flowOf({ from: 'clients', cidrs }, first.judged, () =>
        closedToAddresses(cluster, cidrs, destination),
      ),
    ];
  });
}

function blocksOf(texts: readonly string[]): AddressSet {
  return addressesOf(texts.flatMap((text) => parseCidr(text.trim())?.cidr ?? []));
}

/** The pod's own node always gets in (kubernetes.io, "Network Policies"); every other one is judged. */
function fromNodes(
  { cluster, profile, judge }: Context,
  destination: Destination,
): readonly EntryFlow[] {
  return (['own-node', 'other-nodes'] as const).map((from) =>
    flowOf({ from }, judge.fromNode(from, destination), () =>
      closedToAddresses(cluster, profile.nodeCidrs ?? [], destination),
    ),
  );
}
