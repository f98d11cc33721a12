import {
  overFamily,
  type PassingFlow,
  type PossiblePods,
  type Witness,
  witnessOf,
} from '../../../engine';
import {
  type Direction,
  formatAddress,
  fromPortRanges,
  groupBy,
  type Labels,
  type PortSet,
} from '../../../kernel';
import { NAMESPACE_NAME_LABEL, type Namespace, type Pod } from '../../../model';
import { podHome } from '../../../platform';
import type { NewNamespace, PossiblePeer } from '../../../results';

/** A pod that does not exist yet, made as plain as it can be. */
export interface Stranger {
  readonly key: string;
  readonly pod: Pod;
  /** The namespace that has to come to exist for it. */
  readonly namespace?: Namespace;
  /** What an answer says of it, without the namespaces it may be in. */
  readonly said: Pick<PossiblePeer, 'labels' | 'newNamespaces' | 'address'>;
}

/** The stranger of a flow that passes. */
export function strangerOf(
  pods: PossiblePods,
  found: PassingFlow,
  direction: Direction,
): Stranger | undefined {
  const side = peerSide(direction);
  const witness = witnessOf(pods, found)[side];
  const end = found.ends[side];
  if (witness.end.kind !== 'pod' || end.kind !== 'possible') return undefined;
  const { pod } = witness.end;
  const newNamespaces = newNamespacesOf(witness, end.place.name);
  const address = witness.address;
  const said = {
    labels: Object.fromEntries(pod.labels),
    newNamespaces,
    ...(address !== undefined && { address: formatAddress(address) }),
  };
  const key = keyOf(said, pod);
  return { key, said, ...housed(witness, pod, end.place.name, key) };
}

function keyOf(said: Stranger['said'], { namespace, ports }: Pod): string {
  const names = ports.map(({ name, protocol }) => `${name}/${protocol}`);
  return JSON.stringify([said.newNamespaces.length === 0 ? namespace : '', said, names]);
}

/** The same pod in another namespace that exists. */
export function movedTo(stranger: Stranger, namespace: string): Stranger {
  const pod = { ...stranger.pod, namespace };
  return { ...stranger, pod, key: keyOf(stranger.said, pod) };
}

/** A plain pod without a label, in the same place. */
export function plainStranger(stranger: Stranger): Stranger {
  const { pod, namespace } = stranger;
  const { newNamespaces } = stranger.said;
  return {
    key: stranger.key,
    pod: { ...pod, labels: new Map(), ports: [] },
    said: { labels: {}, newNamespaces },
    ...(namespace !== undefined && { namespace }),
  };
}

/** At which end of a flow the peer is. */
export function peerSide(direction: Direction): 'from' | 'to' {
  return direction === 'egress' ? 'to' : 'from';
}

function newNamespacesOf(
  { namespace }: Witness['from'],
  name: string | undefined,
): readonly NewNamespace[] {
  if (namespace === undefined) return [];
  return [{ ...(name !== undefined && { name }), labels: ownLabels(namespace.labels) }];
}

function ownLabels(labels: Labels): { readonly [key: string]: string } {
  return Object.fromEntries([...labels].filter(([key]) => key !== NAMESPACE_NAME_LABEL));
}

/** A new namespace without a name of its own gets one that nobody can mention. */
function housed(
  { namespace }: Witness['from'],
  pod: Pod,
  name: string | undefined,
  key: string,
): Pick<Stranger, 'pod' | 'namespace'> {
  if (namespace === undefined) return { pod };
  if (name !== undefined) return { pod, namespace };
  const unheard = `(${key})`;
  const labels = new Map([...namespace.labels, [NAMESPACE_NAME_LABEL, unheard]]);
  return {
    pod: { ...pod, namespace: unheard },
    namespace: { ...namespace, name: unheard, labels },
  };
}

/** Whether each pod at the peer's end passes, whatever its labels, its address and the labels of its namespace. */
export function isEveryPod(
  { space, context }: PossiblePods,
  { domains, family, ends }: PassingFlow,
  direction: Direction,
): boolean {
  const side = peerSide(direction);
  const end = ends[side];
  const { variables, start } = space;
  const isFree = (variable: number) => domains[variable] === start[variable];
  const home = podHome(context.profile).possible;
  const { values } = space.address(side, overFamily(home, family));
  const isAnywhere = (values & ~(domains[variables.address[side]] ?? 0n)) === 0n;
  const labels = [...variables.podLabels[side].values()];
  const isOpen = end.kind === 'possible' && end.place.others === 'any';
  const ofNamespace = isOpen ? [...variables.namespaceLabels[side].values()] : [];
  const names = direction === 'egress' ? variables.portNames.map(({ variable }) => variable) : [];
  return isAnywhere && [...labels, ...ofNamespace, ...names].every(isFree);
}

/** The ports that are left in such a flow: every one of them passes. */
export function portsIn({ space }: PossiblePods, { domains }: PassingFlow): PortSet {
  const left = domains[space.variables.port] ?? 0n;
  const ranges = groupBy(
    space.vocabulary.portAtoms.filter((_, index) => (left & (1n << BigInt(index))) !== 0n),
    ({ protocol }) => protocol,
  );
  return fromPortRanges(
    Object.fromEntries(
      [...ranges].map(([protocol, all]) => [protocol, all.map(({ range }) => range)]),
    ),
  );
}
