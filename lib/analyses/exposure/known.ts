import { compareText, type Direction, groupBy } from '../../kernel';
import type { Exposure, KnownPeer } from '../../results';
import type { Told } from '../shared/passing';
import type { PodEnd } from '../shared/workload-endpoints';
import { type Context, flowBetween, podEnd } from './context';
import { saidOnce } from './said';

/**
 * What passes between a workload and the known ones of other namespaces, those together that are alike.
 * Workloads that no policy tells apart have the same answer, and only those are looked at of which a
 * row of the map says that something passes.
 */
export function knownExposures(
  context: Context,
  direction: Direction,
): (subject: PodEnd) => readonly Exposure[] {
  const { ends, map } = context;
  const peersOf = peersIn(ends);
  const classOf = ({ pods: [pod] }: PodEnd) => map.endOf({ kind: 'pod', pod });
  const members = groupBy(ends.keys(), (place) => {
    const end = ends[place];
    return end === undefined ? NOWHERE : classOf(end);
  });
  const saidOf = saidOnce(context);
  const reached = (place: number) => (direction === 'egress' ? map.row(place) : map.column(place));
  const alikeTo = (subject: PodEnd): ReadonlyMap<Told, number[]> => {
    // Lists that grow: a row holds most workloads of a cluster that denies nothing.
    const alike = new Map<Told, number[]>();
    for (const { end, connection } of reached(classOf(subject))) {
      const places = members.get(end) ?? [];
      const peer = ends[places[0] ?? NOWHERE];
      if (peer === undefined || namespaceOf(peer) === namespaceOf(subject)) continue;
      const flow = flowBetween(direction, podEnd(subject), podEnd(peer));
      const said = saidOf(connection, flow);
      if (said !== undefined) alike.set(said, joined(alike.get(said), places));
    }
    return alike;
  };
  const answer = (subject: PodEnd): readonly Exposure[] =>
    [...alikeTo(subject)]
      .map(([said, places]) => ({ said, places: places.sort((a, b) => a - b) }))
      .sort((one, other) => (one.places[0] ?? 0) - (other.places[0] ?? 0))
      .map(({ said, places }) => ({ topic: 'namespaces', peer: peersOf(places), ...said }));
  const known = new Map<number, readonly Exposure[]>();
  return (subject) => {
    const key = classOf(subject);
    const before = known.get(key) ?? answer(subject);
    known.set(key, before);
    return before;
  };
}

const NOWHERE = -1;

function joined(before: number[] | undefined, places: readonly number[]): number[] {
  if (before === undefined) return [...places];
  for (const place of places) before.push(place);
  return before;
}

function namespaceOf({ workload: { namespace } }: PodEnd): string {
  return namespace;
}

/** Names workloads by their places; a namespace of which every one is meant is named once for all. */
function peersIn(ends: readonly PodEnd[]): (places: readonly number[]) => KnownPeer {
  const homes = ends.map(namespaceOf);
  const sizes = new Map(
    [...groupBy(homes, (name) => name)].map(([name, all]) => [name, all.length]),
  );
  return (places) => {
    const counts = new Map<string, number>();
    for (const place of places) {
      const name = homes[place] ?? '';
      counts.set(name, (counts.get(name) ?? 0) + 1);
    }
    const isWhole = (name: string) => counts.get(name) === sizes.get(name);
    const single = byHome(places.filter((place) => !isWhole(homes[place] ?? '')));
    return {
      kind: 'workloads',
      namespaces: [...counts.keys()].filter(isWhole).sort(compareText),
      workloads: single.flatMap((place) => ends[place]?.endpoint.id ?? []),
    };
  };

  function byHome(places: readonly number[]): readonly number[] {
    return [...groupBy(places, (place) => homes[place] ?? '').values()].flat();
  }
}
