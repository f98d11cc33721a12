import type { ClusterMap } from '../../engine';
import { groupBy, once } from '../../kernel';
import type { FlowEnd, Pod, Workload } from '../../model';
import type { AskedEnds } from '../shared/asked-ends';
import type { End } from '../shared/flow-ends';

type Sides = Pick<AskedEnds, 'sources' | 'destinations'>;

/**
 * For each source the destinations that it may reach, in their order: none is missing, and nearly
 * none is too many. The map is read by rows where sources are fewer and by columns where
 * destinations are, so one end against all others takes one line of it.
 *
 * A row of an answer may be a pod without its node, which the map does not know; it knows the pod
 * with its node. Being on a node can only open more, so the row reaches no one whom the pod does
 * not. A row of replicas faces itself, and the map holds that only where the replicas are one end:
 * it is always among its own destinations.
 */
export function rowsByMap(
  map: ClusterMap,
  { sources, destinations }: Sides,
): (from: End) => Iterable<End> {
  const itself = new Set(destinations);
  const facing =
    sources.length <= destinations.length
      ? byRows(map, destinations)
      : byColumns(map, sources, destinations);
  const placeOf = new Map(destinations.map((end, place) => [end, place]));
  return (from) => {
    const found = new Set(facing(from));
    if (itself.has(from)) found.add(from);
    return [...found].sort((a, b) => (placeOf.get(a) ?? 0) - (placeOf.get(b) ?? 0));
  };
}

type Facing = (from: End) => readonly End[];

function byRows(map: ClusterMap, destinations: readonly End[]): Facing {
  const at = groupBy(destinations, (end) => numberOf(map, end));
  return (from) => map.row(numberOf(map, from)).flatMap(({ end }) => at.get(end) ?? []);
}

function byColumns(map: ClusterMap, sources: readonly End[], destinations: readonly End[]): Facing {
  const at = groupBy(sources, (end) => numberOf(map, end));
  const reached = new Map<End, End[]>();
  for (const to of destinations) {
    for (const { end } of map.column(numberOf(map, to))) {
      for (const from of at.get(end) ?? []) {
        const before = reached.get(from);
        if (before === undefined) reached.set(from, [to]);
        else before.push(to);
      }
    }
  }
  return (from) => reached.get(from) ?? [];
}

/** The end of the map that holds the pod which speaks for a row, or its addresses. */
export function numberOf(map: ClusterMap, end: End): number {
  const known: FlowEnd =
    'pods' in end
      ? { kind: 'pod', pod: original(end.workload, end.pods[0]) }
      : { kind: 'addresses', addresses: end.addresses };
  return map.endOf(known);
}

/** The pod as the cluster has it, from a copy without its node. */
function original(workload: Workload, pod: Pod): Pod {
  return pod.node === undefined ? (podsByName(workload).get(pod.name) ?? pod) : pod;
}

const podsByName = once(
  ({ pods }: Workload): ReadonlyMap<string, Pod> => new Map(pods.map((pod) => [pod.name, pod])),
);
