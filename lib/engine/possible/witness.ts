import {
  type Address,
  type AddressSet,
  anyAddress,
  byText,
  type Labels,
  NO_ADDRESSES,
  type Protocol,
} from '../../kernel';
import {
  type Cluster,
  type ContainerPort,
  type FlowEnd,
  NAMESPACE_NAME_LABEL,
  type Namespace,
} from '../../model';
import { podHome } from '../../platform';
import { overFamily } from './address-parts';
import type { SearchEnd } from './ends';
import type { Place } from './places';
import { plainPod } from './plain-pod';
import type { PossiblePods } from './prepare';
import type { PassingFlow } from './search';
import { ABSENT, mentionedBit, type Side, TRUE } from './space';

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

/** What a search found: every choice from its domains is such a flow. */
type Found = Pick<PassingFlow, 'ends' | 'family' | 'domains'>;

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

/** The namespace that has to come to exist for this end; undefined for one that does. */
function namespaceFor(
  { space, cluster }: PossiblePods,
  found: Found,
  side: Side,
  place: Place,
): Namespace | undefined {
  if (place.others !== 'any') return undefined;
  const { from, to } = found.ends;
  const isShared =
    from.kind !== 'outside' && to.kind !== 'outside' && from.place === to.place && isNamed(place);
  const chosen = space.variables.namespaceLabels[isShared ? 'from' : side];
  const name = place.name ?? unused(NEW_NAMES[side], cluster.namespaces);
  const labels = labelsIn(found, chosen, space.vocabulary.namespaceLabels);
  return { name, labels: new Map([...labels, [NAMESPACE_NAME_LABEL, name]]), declared: true };
}

function isNamed({ name }: Place): boolean {
  return name !== undefined;
}

const NEW_NAMES: Readonly<Record<Side, string>> = {
  from: 'new-namespace',
  to: 'another-new-namespace',
};

function unused(name: string, taken: ReadonlyMap<string, unknown>): string {
  return taken.has(name) ? unused(`${name}-2`, taken) : name;
}

/** The labels that have to be there, each with a value that will do; a mentioned one if any does. */
function labelsIn(
  found: Found,
  slots: ReadonlyMap<string, number>,
  mentioned: ReadonlyMap<string, readonly string[]>,
): Labels {
  const labels = [...slots].flatMap(([key, variable]): [string, string][] => {
    const domain = domainOf(found, variable);
    if ((domain & ABSENT) !== 0n) return [];
    const values = mentioned.get(key) ?? [];
    const value = values.find((_, index) => (domain & mentionedBit(index)) !== 0n);
    return [[key, value ?? unmentioned('other', values)]];
  });
  return new Map(labels.sort(byText(([key]) => key)));
}

function unmentioned(value: string, values: readonly string[]): string {
  return values.includes(value) ? unmentioned(`${value}-2`, values) : value;
}

function domainOf({ domains }: Found, variable: number): bigint {
  return domains[variable] ?? 0n;
}

/** The place of the lowest bit. */
function lowest(bits: bigint): number {
  let place = 0;
  for (let left = bits; left > 0n && (left & 1n) === 0n; left >>= 1n) place += 1;
  return place;
}
