import { type ClusterMap, compile } from '../../engine';
import type { Pod, Workload } from '../../model';
import { isPods } from '../shared/flow-ends';
import type { CommonEnd } from './align';
import type { Compared } from './compared';
import { type PerSide, perSide } from './per-side';
import { type SecondNamespaces, secondNamespaces } from './second-namespaces';
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
  suspects: Suspects,
): BothInOne {
  const { cluster, nameOf } = secondNamespaces(clusters, homesOf(ends));
  const standIns = standInsOf(ends, suspects, nameOf);
  const map = compile({ ...cluster, workloads: ofAll(ends, standIns) }, profile).map();
  return { map, standIns, places: placesOf(map, ends, standIns) };
}

function standInsOf(
  ends: readonly CommonEnd[],
  { isSeenAlike }: Suspects,
  nameOf: SecondNamespaces['nameOf'],
): BothInOne['standIns'] {
  const standingBefore = (end: CommonEnd, was: Pod, is: Pod): Pod => {
    const second = nameOf(was.namespace);
    if (second !== undefined) return { ...was, namespace: second };
    return isSeenAlike(end) ? is : was;
  };
  const before: (Pod | undefined)[] = [];
  const after: (Pod | undefined)[] = [];
  for (const end of ends) {
    const pods =
      isPods(end.before) && isPods(end.after) ? [end.before.pods[0], end.after.pods[0]] : [];
    const [was, is] = pods;
    before.push(was && is && standingBefore(end, was, is));
    after.push(is);
  }
  return { before, after };
}

/**
 * One workload of all stand-ins, since to a map it does not matter whose pods they are: of each end
 * the one after, and behind it the one before if that is another.
 */
function ofAll(
  ends: readonly CommonEnd[],
  { before, after }: BothInOne['standIns'],
): readonly Workload[] {
  const pods = after.flatMap((is, at) => {
    const was = before[at];
    if (is === undefined || was === undefined) return [];
    return was === is ? [is] : [is, was];
  });
  for (const { after: end } of ends) if (isPods(end)) return [{ ...end.workload, pods }];
  return [];
}

function homesOf(ends: readonly CommonEnd[]): ReadonlySet<string> {
  const homes = new Set<string>();
  for (const { before, after } of ends) {
    for (const end of [before, after]) if (isPods(end)) homes.add(end.pods[0].namespace);
  }
  return homes;
}

/** Where the ends are on the map, which has the stand-ins in the order in which it was given them. */
function placesOf(
  map: ClusterMap,
  ends: readonly CommonEnd[],
  standIns: BothInOne['standIns'],
): BothInOne['places'] {
  const inOrder = map.endsOfPods();
  const places = perSide(() => new Int32Array(ends.length));
  let next = 0;
  for (const [at, { after: end }] of ends.entries()) {
    if (!isPods(end)) {
      const place = map.endOf({ kind: 'addresses', addresses: end.addresses });
      places.after[at] = place;
      places.before[at] = place;
      continue;
    }
    places.after[at] = inOrder[next] ?? 0;
    if (standIns.before[at] !== standIns.after[at]) next += 1;
    places.before[at] = inOrder[next] ?? 0;
    next += 1;
  }
  return places;
}
