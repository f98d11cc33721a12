import { type ClusterMap, type Connection, isDenied } from '../../engine';
import { groupBy } from '../../kernel';
import type { Pod } from '../../model';
import type { AddressEnd } from '../shared/address-ends';
import { isPods } from '../shared/flow-ends';
import type { CommonEnd } from './align';
import type { BothInOne } from './both-in-one';
import { diffPorts } from './delta';
import type { Looks } from './looks';
import { pairOf } from './pair-of';

/** What passes between ends about which both sides say the same. */
export interface Alike {
  /** How many pairs of pods something passes between, or may. */
  readonly inside: number;
  /** What each of the addresses exchanges with them. */
  readonly outside: ReadonlyMap<AddressEnd, Exchange>;
}

/** What addresses exchange with some ends. */
export interface Exchange {
  /** Equal for addresses that exchange the same with each of them. */
  readonly form: string;
  /** With how many ends they do, each direction by itself. */
  readonly pairs: number;
}

/**
 * Counts the pairs that nobody has to look at one by one. On a map in which one pod stands for each
 * end a pair of ends is a pair of pods, which the map counts without spelling any out. Pods of ends
 * that stand apart do not count; and of those that are looked at none does to addresses.
 */
export function countAlike(both: BothInOne, ends: readonly CommonEnd[], looks: Looks): Alike {
  const { map } = both;
  const apart = leftOut(both, (at) => looks.isApart(at));
  const suspects = leftOut(both, (at) => looks.isSuspect(at));
  const { pairs, closed } = map.totals((pod) => !apart.has(pod));
  const addresses = ends.flatMap(({ after }, at) =>
    isPods(after) || looks.isSuspect(at) ? [] : [after],
  );
  return {
    inside: pairs - closed + joinedInside(both, ends, looks),
    outside: exchanges(map, addresses, suspects),
  };
}

/** The pods that do not count, with their places: those of ends as they were, and of ends that are left out. */
function leftOut(
  { standIns, places }: BothInOne,
  isLeftOut: (at: number) => boolean,
): ReadonlyMap<Pod, number> {
  const pods = new Map<Pod, number>();
  standIns.before.forEach((pod, at) => {
    const isOther = pod !== standIns.after[at];
    if (pod !== undefined && (isOther || isLeftOut(at))) pods.set(pod, places.before[at] ?? 0);
  });
  standIns.after.forEach((pod, at) => {
    if (pod === undefined) return;
    if (isLeftOut(at)) pods.set(pod, places.after[at] ?? 0);
    else pods.delete(pod);
  });
  return pods;
}

/**
 * How many pairs of two pods of one end there are between which something passes, beside those that
 * the map counts: a template stands for two on the map as well. Who looks at an end looks at that;
 * and what has two pods on one side only is no pair of both.
 */
function joinedInside(
  { map, places }: BothInOne,
  ends: readonly CommonEnd[],
  looks: Looks,
): number {
  let joined = 0;
  for (const [at, end] of ends.entries()) {
    const { after } = end;
    if (!isPods(after) || looks.isApart(at)) continue;
    const isOnMap = after.pods[0].stands !== 'for-one-pod';
    const isMeant = !looks.isSuspect(at) && pairOf(end, end) !== undefined;
    if (isMeant === isOnMap) continue;
    const place = places.after[at] ?? 0;
    if (!isDenied(map.connection(place, place))) joined += isMeant ? 1 : -1;
  }
  return joined;
}

function exchanges(
  map: ClusterMap,
  addresses: readonly AddressEnd[],
  suspects: ReadonlyMap<Pod, number>,
): ReadonlyMap<AddressEnd, Exchange> {
  const shown = shownBy();
  const left = new Map<number, number>();
  for (const place of suspects.values()) left.set(place, (left.get(place) ?? 0) + 1);
  const counts = (place: number) => {
    const end = map.ends[place];
    return end?.kind === 'pods' && end.pods.length > (left.get(place) ?? 0);
  };
  const exchangeAt = (place: number): Exchange => {
    const { pairs, special } = map.exchange(place);
    const forms = special.map((entries) =>
      entries
        .filter(({ end }) => counts(end))
        .map(({ end, connection }) => `${end}:${shown(connection)}`)
        .join(),
    );
    const passes = (from: number, to: number) => (isDenied(map.connection(from, to)) ? 0 : 1);
    let others = 0;
    for (const [end, pods] of left) others += pods * (passes(place, end) + passes(end, place));
    return { form: forms.join(';'), pairs: pairs - others };
  };
  // A cut that only the other side's policies make is none for this map.
  const byPlace = groupBy(addresses, (end) =>
    map.endOf({ kind: 'addresses', addresses: end.addresses }),
  );
  return new Map(
    [...byPlace].flatMap(([place, same]) => {
      const exchange = exchangeAt(place);
      return same.map((end) => [end, exchange] as const);
    }),
  );
}

/** A number for what an answer shows of a connection. */
function shownBy(): (connection: Connection) => number {
  const numbers = new Map<string, number>();
  const known = new Map<Connection, number>();
  return (connection) => {
    const seen = known.get(connection);
    if (seen !== undefined) return seen;
    const text = JSON.stringify(diffPorts(connection));
    const number = numbers.get(text) ?? numbers.size;
    numbers.set(text, number);
    known.set(connection, number);
    return number;
  };
}
