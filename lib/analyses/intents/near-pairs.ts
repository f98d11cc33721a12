import type { ClusterMap } from '../../engine';
import { groupBy, once } from '../../kernel';
import type { PodEnd } from '../shared/workload-endpoints';
import type { KnownSides, OneSide } from './sides';
import type { World } from './world';

/** Two sides, the source first. */
type SidePair = readonly [OneSide, OneSide];

/**
 * The pairs of two sides between which something may pass, by source and then by destination. Of known
 * pods those that rows of the map do not name exchange nothing, and need no look; addresses are looked
 * at with everybody. Bound: the pairs that are named, seen from the side that has fewer.
 */
export function nearPairs(
  world: World,
  sources: KnownSides,
  destinations: KnownSides,
): readonly SidePair[] {
  const isFromSource = sources.all.length <= destinations.all.length;
  const [few, many] = isFromSource ? [sources, destinations] : [destinations, sources];
  const peersOf = isFromSource ? rowsAcross(world).reached : rowsAcross(world).reaching;
  const pairs = few.all.flatMap((side, at) => {
    const near =
      side.row === undefined
        ? many.placesOfRows
        : [...peersOf(side.row).flatMap((row) => many.placeOf.get(row) ?? []), ...many.addresses];
    return near.map((place) => (isFromSource ? { from: at, to: place } : { from: place, to: at }));
  });
  return pairs
    .sort((a, b) => a.from - b.from || a.to - b.to)
    .flatMap(({ from, to }): readonly SidePair[] => {
      const [source, destination] = [sources.all[from], destinations.all[to]];
      return source === undefined || destination === undefined ? [] : [[source, destination]];
    });
}

interface RowsAcross {
  readonly reached: (row: PodEnd) => readonly PodEnd[];
  readonly reaching: (row: PodEnd) => readonly PodEnd[];
}

/** The rows that a row reaches, or may, and by which it is reached. */
const rowsAcross = once(({ known, map: made }: World): RowsAcross => {
  const map = made();
  const endOf = once(({ pods: [pod] }: PodEnd) => map.endOf({ kind: 'pod', pod }));
  const rows = groupBy(known, endOf);
  const across = (peers: (end: number) => ReturnType<ClusterMap['row']>) => {
    const found = new Map<number, readonly PodEnd[]>();
    return (row: PodEnd): readonly PodEnd[] => {
      const end = endOf(row);
      // Rows of its own class always: whether there are two pods is seen where they are paired.
      const ends = () => new Set([end, ...peers(end).map((entry) => entry.end)]);
      const all = found.get(end) ?? [...ends()].flatMap((each) => rows.get(each) ?? []);
      found.set(end, all);
      return all;
    };
  };
  return { reached: across((end) => map.row(end)), reaching: across((end) => map.column(end)) };
});
