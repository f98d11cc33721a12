import {
  type Address,
  type AddressSet,
  anyAddress,
  NO_ADDRESSES,
  type Protocol,
} from '../../../kernel';
import type { Cluster, ContainerPort, FlowEnd, Namespace } from '../../../model';
import { podHome } from '../../../platform';
import { overFamily } from '../address-parts';
import type { SearchEnd } from '../ends';
import { plainPod } from '../plain-pod';
import type { PossiblePods } from '../prepare';
import { type Side, TRUE } from '../space';
import { domainOf, type Found, labelsIn, lowest } from './choices';
import { namespaceFor } from './witness-namespace';

/** One flow among those that pass, with its ends made up as plainly as they can be. */
export interface Witness {
  /** The cluster, with the namespaces that its ends need. */
  readonly cluster: Cluster;
  readonly from: WitnessEnd;
  readonly to: WitnessEnd;
  readonly protocol: Protocol;
  readonly port: number;
}

/** An end of a witness. */
export interface WitnessEnd {
  readonly end: FlowEnd;
  readonly kind: SearchEnd['kind'];
  /** The namespace that has to come to exist for it. */
  readonly namespace?: Namespace;
  /** The address that the pod has to get; absent where every address will do. */
  readonly address?: Address;
}

/** Chooses one flow from those that a search found. */
export function witnessOf(pods: PossiblePods, found: Found): Witness {
  const { portAtoms } = pods.space.vocabulary;
  const atom = portAtoms[lowest(domainOf(found, pods.space.variables.port))];
  const protocol = atom?.protocol ?? 'TCP';
  const port = atom?.range[0] ?? 1;
  const from = endOf(pods, found, 'from', { protocol, port });
  const to = endOf(pods, found, 'to', { protocol, port });
  const added = [from, to].flatMap(({ namespace }) => namespace ?? []);
  return { cluster: withNamespaces(pods.cluster, added), from, to, protocol, port };
}

function withNamespaces(cluster: Cluster, added: readonly Namespace[]): Cluster {
  if (added.length === 0) return cluster;
  const namespaces = new Map(cluster.namespaces);
  for (const each of added) namespaces.set(each.name, each);
  return { ...cluster, namespaces };
}

interface WitnessPort {
  readonly protocol: Protocol;
  readonly port: number;
}

function endOf(pods: PossiblePods, found: Found, side: Side, port: WitnessPort): WitnessEnd {
  const end = found.ends[side];
  if (end.kind === 'outside') {
    return { kind: 'outside', end: { kind: 'addresses', addresses: atomOf(pods, found, side) } };
  }
  const namespace = namespaceFor(pods, found, side, end.place);
  const added = namespace === undefined ? {} : { namespace };
  if (end.kind === 'known') return { kind: 'known', end: { kind: 'pod', pod: end.pod }, ...added };
  const { variables, vocabulary } = pods.space;
  const address = pinnedAddress(pods, found, side);
  const isCertain = pods.context.profile.podCidrs !== undefined;
  const pod = plainPod({
    namespace: namespace?.name ?? end.place.name ?? '',
    labels: labelsIn(found, variables.podLabels[side], vocabulary.podLabels),
    ports: side === 'to' ? namesOf(pods, found, port) : [],
    addresses: address === undefined || !isCertain ? [] : [address],
  });
  const needed = address === undefined ? {} : { address };
  return { kind: 'possible', end: { kind: 'pod', pod }, ...added, ...needed };
}

function atomOf({ space }: PossiblePods, found: Found, side: Side): AddressSet {
  const chosen = lowest(domainOf(found, space.variables.address[side]));
  return space.vocabulary.addressAtoms[chosen] ?? NO_ADDRESSES;
}

/** The address of a pod for which not every address of its home will do. */
function pinnedAddress(pods: PossiblePods, found: Found, side: Side): Address | undefined {
  const { space, context } = pods;
  const { possible } = podHome(context.profile);
  const home = overFamily(possible, found.family);
  const { values } = space.address(side, home);
  const isFree = (values & ~domainOf(found, space.variables.address[side])) === 0n;
  return isFree ? undefined : anyAddress(atomOf(pods, found, side));
}

/** The names that the destination has to give to the port of the flow. */
function namesOf(
  { space }: PossiblePods,
  found: Found,
  { protocol, port }: WitnessPort,
): readonly ContainerPort[] {
  return space.variables.portNames
    .filter(({ variable }) => domainOf(found, variable) === TRUE)
    .map(({ name }) => ({ name: name.name, protocol, port, on: 'container' }));
}
