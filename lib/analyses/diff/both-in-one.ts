import { type ClusterMap, compile } from '../../engine';
import type { Pod, Workload } from '../../model';
import { isPods } from '../shared/flow-ends';
import type { PodEnd } from '../shared/workload-endpoints';
import type { CommonEnd } from './align';
import type { Compared } from './compared';
import { type PerSide, perSide } from './per-side';
import { secondNamespaces } from './second-namespaces';
import type { Suspects } from './suspects';

/** One map that answers for both sides. */
export interface BothInOne {
  readonly map: ClusterMap;
  /** The places on the map of the ends, in their order. */
  readonly places: PerSide<Int32Array>;
  /** The pods that stand for ends of pods, in the order of the ends. */
  readonly standIns: PerSide<readonly (Pod | undefined)[]>;
}

/**
 * Both sides as one cluster, in which one pod stands for each end. A namespace that is not as it was
 * is in it a second time as it was before, with a stand-in of each of its ends; and an end of any
 * other that policies see in another way has a second stand-in. A policy speaks for pods of its own
 * namespace, and names others by labels; so what passes between two pods of one side is what passes
 * there, whoever else is on the map. One map is made instead of two, and it is larger than that of
 * one side only by what changed.
 */
export function bothInOne(
  { clusters, profile }: Compared,
  ends: readonly CommonEnd[],
  { isSeenAlike }: Suspects,
): BothInOne {
  const { cluster, nameOf } = secondNamespaces(clusters, homesOf(ends));
  const workloads: Workload[] = [];
  const standing = ({ workload }: PodEnd, pod: Pod): Pod => {
    workloads.push({ ...workload, pods: [pod] });
    return pod;
  };
  const pairs = ends.map((end): Partial<PerSide<Pod>> => {
    const { before, after } = end;
    if (!isPods(before) || !isPods(after)) return {};
    const [was] = before.pods;
    const is = standing(after, after.pods[0]);
    const second = nameOf(was.namespace);
    if (second !== undefined) {
      return { after: is, before: standing(before, { ...was, namespace: second }) };
    }
    return { after: is, before: isSeenAlike(end) ? is : standing(before, was) };
  });
  const standIns = perSide((side) => pairs.map((pair) => pair[side]));
  const map = compile({ ...cluster, workloads }, profile).map();
  const after = placesOf(map, ends, standIns.after);
  const before = after.map((place, at) => {
    const was = standIns.before[at];
    return was === standIns.after[at] || was === undefined
      ? place
      : map.endOf({ kind: 'pod', pod: was });
  });
  return { map, standIns, places: { before, after } };
}

function homesOf(ends: readonly CommonEnd[]): ReadonlySet<string> {
  const homes = new Set<string>();
  for (const { before, after } of ends) {
    for (const end of [before, after]) if (isPods(end)) homes.add(end.pods[0].namespace);
  }
  return homes;
}

function placesOf(
  map: ClusterMap,
  ends: readonly CommonEnd[],
  standIns: readonly (Pod | undefined)[],
): Int32Array {
  return Int32Array.from(ends, ({ after }, at) => {
    if (!isPods(after)) return map.endOf({ kind: 'addresses', addresses: after.addresses });
    return map.endOf({ kind: 'pod', pod: standIns[at] ?? after.pods[0] });
  });
}
