import {
  type EndBox,
  type FlowBoxes,
  type FlowPorts,
  isPlainPod,
  namespaceNames,
  type PortName,
  type Spot,
} from '../../engine';
import {
  coversAddresses,
  groupBy,
  holds,
  matches,
  NO_PORTS,
  noPorts,
  once,
  type PortSet,
  portRange,
  type Selector,
  unionPorts,
} from '../../kernel';
import { type ContainerPort, type FlowEnd, isSameKnownPod, type Pod } from '../../model';
import type { PodEnd } from '../shared/workload-endpoints';
import type { ResolvedEnd } from './resolved';
import type { World } from './world';

/** What the input tells of namespaces, and how what it does not tell is read. */
export type Told = Pick<World, 'cluster' | 'profile'>;

/** Whether a pod or addresses belong to an end; unknown where labels of its namespace are not told. */
export type Belongs = 'yes' | 'no' | 'unknown';

/** The rows of known pods that belong to an end, or may. */
export function membersOf(
  world: World,
  end: ResolvedEnd,
): readonly { readonly end: PodEnd; readonly belongs: Exclude<Belongs, 'no'> }[] {
  return rowsNear(world, end.boxes).flatMap((each) => {
    const belongs = podBelongs(world, each.pods[0], end.boxes);
    return belongs === 'no' ? [] : [{ end: each, belongs }];
  });
}

/** The rows of the only namespaces that the boxes name, or all. */
function rowsNear(world: World, boxes: readonly EndBox[]): readonly PodEnd[] {
  const named = boxes.filter(({ kind }) => kind === 'pods').map(namespaceNames);
  if (named.includes(undefined)) return world.known;
  const names = new Set(named.flatMap((each) => each ?? []));
  const [only, ...more] = names;
  const near = rowsByNamespace(world);
  if (more.length === 0) return only === undefined ? [] : (near.get(only) ?? []);
  return world.known.filter(({ workload }) => names.has(workload.namespace));
}

const rowsByNamespace = once(({ known }: World) =>
  groupBy(known, ({ workload }) => workload.namespace),
);

/** Whether a pod is in one of these boxes, as far as its labels tell. */
export function podBelongs(world: Told, pod: Pod, boxes: readonly EndBox[]): Belongs {
  const answers = boxes.map((box) => (box.kind === 'pods' ? podInBox(world, pod, box) : 'no'));
  if (answers.includes('yes')) return 'yes';
  return answers.includes('unknown') ? 'unknown' : 'no';
}

function podInBox(
  world: Told,
  pod: Pod,
  { namespaces, pods, known }: Extract<EndBox, { kind: 'pods' }>,
): Belongs {
  if (known !== undefined && !isPlainPod(pod)) {
    return known.some((each) => isSameKnownPod(each, pod)) ? 'yes' : 'no';
  }
  return matches(pods, pod.labels) ? inNamespaces(world, pod.namespace, namespaces) : 'no';
}

function inNamespaces({ cluster, profile }: Told, name: string, selector: Selector): Belongs {
  const namespace = cluster.namespaces.get(name);
  if (namespace === undefined) return 'no';
  const settled = namespace.declared || profile.assume['undeclared-namespace-labels'] === 'absent';
  const answers = selector.requirements.map((requirement): Belongs => {
    if (!settled && !namespace.labels.has(requirement.key)) return 'unknown';
    return holds(requirement, namespace.labels) ? 'yes' : 'no';
  });
  if (answers.includes('no')) return 'no';
  return answers.includes('unknown') ? 'unknown' : 'yes';
}

/** Which ports between two ends some flow boxes except: for sure, and whether more is open. */
export interface Excepted {
  readonly ports: PortSet;
  /** Whether some box may except more, depending on what the input does not tell. */
  readonly open: boolean;
}

/** The ports between two concrete ends that are excepted. */
export function exceptedBetween(
  world: Told,
  from: FlowEnd,
  to: FlowEnd,
  boxes: FlowBoxes,
): Excepted {
  let ports = NO_PORTS;
  let open = false;
  for (const box of boxes.between(spotOf(from), spotOf(to))) {
    const answers = [belongsTo(world, from, box.from), belongsTo(world, to, box.to)];
    if (answers.includes('no')) continue;
    if (answers.includes('unknown')) open = true;
    else {
      const meant = portsOn(box.ports, to, world);
      ports = unionPorts(ports, meant.ports);
      open ||= !noPorts(meant.doubtful);
    }
  }
  return { ports, open };
}

function spotOf(end: FlowEnd): Spot {
  return end.kind === 'pod' ? { kind: 'pods', namespace: end.pod.namespace } : { kind: 'outside' };
}

/** Addresses speak of a pod only where a rule lets it in for its address: the search knows. */
function belongsTo(world: Told, end: FlowEnd, box: EndBox): Belongs {
  if (end.kind === 'addresses') {
    return box.kind === 'addresses' && coversAddresses(box.addresses, end.addresses) ? 'yes' : 'no';
  }
  if (box.kind === 'addresses') return 'unknown';
  return podInBox(world, end.pod, box);
}

/** The ports that the numbers and names of a flow mean at a destination. */
export interface MeantPorts {
  readonly ports: PortSet;
  /** Those that only a sidecar names, where the profile does not say whether that counts. */
  readonly doubtful: PortSet;
}

/** The ports that a destination gives the names and numbers of a flow. */
export function portsOn({ numbers, names }: FlowPorts, to: FlowEnd, told: Told): MeantPorts {
  if (to.kind === 'addresses') return { ports: numbers, doubtful: NO_PORTS };
  const named = names.map((name) => portsNamed(name, to.pod, told));
  return {
    ports: named.map(({ ports }) => ports).reduce(unionPorts, numbers),
    doubtful: named.map(({ doubtful }) => doubtful).reduce(unionPorts, NO_PORTS),
  };
}

/** The ports that a pod gives one name. */
export function portsNamed({ name, protocol }: PortName, pod: Pod, { profile }: Told): MeantPorts {
  const declared = pod.ports.filter((port) => port.name === name && port.protocol === protocol);
  const sidecars = profile.assume['sidecar-named-ports'];
  const of = (ports: readonly ContainerPort[]) =>
    ports.map(({ port }) => portRange(protocol, port)).reduce(unionPorts, NO_PORTS);
  return {
    ports: of(declared.filter(({ on }) => on === 'container' || sidecars === true)),
    doubtful: sidecars === undefined ? of(declared.filter(({ on }) => on === 'sidecar')) : NO_PORTS,
  };
}
