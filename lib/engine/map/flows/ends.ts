import { type Address, type AddressSet, anyAddress, InternalError, lazy } from '../../../kernel';
import type { FlowEnd, Pod } from '../../../model';
import type { MapEnd } from '../cluster-map';

/**
 * The ends of a map. A class of pods is one end, unless a pod's own node matters to it: policies
 * cannot stop what passes between a pod and its node, so a class that faces host-network pods of
 * its nodes is one end for each of these nodes. Everything but that one exemption is worked out by
 * class, so a node-wide agent on thousands of nodes costs a longer list of ends and nothing else.
 */
export interface Ends {
  readonly all: readonly MapEnd[];
  /** The place (class of pods, or addresses) of each end. */
  readonly placeOf: Int32Array;
  /** A number for the node of each end, negative where it does not matter. */
  readonly nodeOf: Int32Array;
  /** Whether no node matters, so that each end is the place of the same number. */
  readonly areClasses: boolean;
  readonly onHost: Uint8Array;
  /** One pod or one set of addresses of an end. */
  example(end: number): FlowEnd;
  endOf(end: FlowEnd): number;
  /** The end of each pod, in the order of the cluster. */
  readonly endsOfPods: () => Int32Array;
}

export interface EndsInput {
  /** All pods, in the order of the cluster, and the class of each. */
  readonly inOrder: readonly Pod[];
  readonly classOf: Int32Array;
  /** The pods of each class. */
  readonly pods: readonly (readonly Pod[])[];
  readonly addresses: readonly AddressSet[];
  /** Which set an address is in. */
  readonly find: (address: Address) => number;
  /** Whether anything at all may pass a gate of a class because it comes from, or goes to, its own node. */
  readonly isExempt: (place: number) => boolean;
}

export function endsOf(input: EndsInput): Ends {
  const { inOrder, classOf, pods, addresses, find, isExempt } = input;
  const nodes = sharedNodes(pods, isExempt);
  const all: MapEnd[] = [];
  const placeOf: number[] = [];
  const nodeOf: number[] = [];
  const add = (end: MapEnd, place: number, node: number) => {
    all.push(end);
    placeOf.push(place);
    nodeOf.push(node);
  };
  pods.forEach((members, place) => {
    for (const [node, some] of apartByNode(members, nodes, isExempt(place)))
      add({ kind: 'pods', pods: some }, place, node);
  });
  const first = all.length;
  addresses.forEach((set, at) => {
    add({ kind: 'addresses', addresses: set }, pods.length + at, -1);
  });
  const places = lazy(() => placesOfPods(all));
  const endOfPod = (pod: Pod): number => {
    const at = places().get(pod);
    if (at === undefined) throw new InternalError('a pod of another cluster is no end of this map');
    return at;
  };
  return {
    all,
    placeOf: Int32Array.from(placeOf),
    nodeOf: Int32Array.from(nodeOf),
    areClasses: nodes.size === 0,
    onHost: hostEnds(all),
    example: (at) => exampleOf(all[at]),
    endsOfPods: lazy(() =>
      nodes.size === 0 ? classOf : Int32Array.from(inOrder, (pod) => endOfPod(pod)),
    ),
    endOf: (end) => (end.kind === 'pod' ? endOfPod(end.pod) : first + placeIn(end.addresses, find)),
  };
}

function hostEnds(ends: readonly MapEnd[]): Uint8Array {
  const onHost = new Uint8Array(ends.length);
  for (let at = 0; at < ends.length; at += 1) {
    const end = ends[at];
    if (end?.kind === 'pods' && end.pods[0]?.hostNetwork === true) onHost[at] = 1;
  }
  return onHost;
}

function placesOfPods(ends: readonly MapEnd[]): ReadonlyMap<Pod, number> {
  const places = new Map<Pod, number>();
  for (const [at, end] of ends.entries()) {
    if (end.kind === 'pods') for (const pod of end.pods) places.set(pod, at);
  }
  return places;
}

function exampleOf(end: MapEnd | undefined): FlowEnd {
  if (end?.kind === 'addresses') return end;
  const pod = end?.pods[0];
  if (pod === undefined) throw new InternalError('there is no such end in this map');
  return { kind: 'pod', pod };
}

function placeIn(addresses: AddressSet, find: (address: Address) => number): number {
  const example = anyAddress(addresses);
  if (example === undefined) throw new InternalError('no address is no end of a map');
  return find(example);
}

/** The nodes that run both host-network pods and pods that an exemption matters to, as numbers. */
function sharedNodes(
  pods: readonly (readonly Pod[])[],
  isExempt: (place: number) => boolean,
): ReadonlyMap<string, number> {
  const hosting = new Set<string>();
  for (const members of pods) {
    if (members[0]?.hostNetwork !== true) continue;
    for (const { node } of members) if (node !== undefined) hosting.add(node);
  }
  if (hosting.size === 0) return new Map();
  const exempt = new Set<string>();
  pods.forEach((members, place) => {
    if (members[0]?.hostNetwork === true || !isExempt(place)) return;
    for (const { node } of members) if (node !== undefined) exempt.add(node);
  });
  return new Map([...hosting].filter((node) => exempt.has(node)).map((node, at) => [node, at]));
}

function apartByNode(
  members: readonly Pod[],
  nodes: ReadonlyMap<string, number>,
  isExempt: boolean,
): Iterable<readonly [node: number, pods: readonly Pod[]]> {
  const matters = nodes.size > 0 && (isExempt || members[0]?.hostNetwork === true);
  if (!matters) return [[-1, members]];
  const parts = new Map<number, Pod[]>();
  for (const pod of members) {
    const node = pod.node === undefined ? -1 : (nodes.get(pod.node) ?? -1);
    const part = parts.get(node);
    if (part === undefined) parts.set(node, [pod]);
    else part.push(pod);
  }
  return parts;
}
