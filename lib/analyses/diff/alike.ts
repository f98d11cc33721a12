import { type ClusterMap, type Connection, isDenied } from '../../engine';
import { groupBy } from '../../kernel';
import type { Pod } from '../../model';
import type { AddressEnd } from '../shared/address-ends';
import { isPods } from '../shared/flow-ends';
import type { CommonEnd } from './align';
import type { BothInOne } from './both-in-one';
import { diffPorts } from './delta';

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
 * end a pair of ends is a pair of pods, which the map counts without spelling any out. Only stand-ins
 * of ends that are the same count.
 */
export function countAlike(
  { map, places, standIns }: BothInOne,
  ends: readonly CommonEnd[],
  same: ReadonlySet<CommonEnd>,
): Alike {
  const counting = new Set(standIns.after.filter((_, at) => isIn(same, ends[at])));
  const { pairs, closed } = map.totals((pod) => counting.has(pod));
  const joined = ends.filter(
    (end, at) => same.has(end) && isJoinedInside(map, end, places.after[at] ?? 0),
  );
  const addresses = ends.flatMap((end) => (isPods(end.after) || !same.has(end) ? [] : [end.after]));
  return {
    inside: pairs - closed + joined.length,
    outside: exchanges(map, addresses, counting),
  };
}

function isIn(same: ReadonlySet<CommonEnd>, end: CommonEnd | undefined): boolean {
  return end !== undefined && same.has(end);
}

/** Whether something passes between two pods of one end; a template stands for two on the map as well. */
function isJoinedInside(map: ClusterMap, { after }: CommonEnd, place: number): boolean {
  if (!isPods(after) || after.pods[1] === undefined) return false;
  return after.pods[0].stands === 'for-one-pod' && !isDenied(map.connection(place, place));
}

function exchanges(
  map: ClusterMap,
  addresses: readonly AddressEnd[],
  counting: ReadonlySet<Pod | undefined>,
): ReadonlyMap<AddressEnd, Exchange> {
  const shown = shownBy();
  const left = map.ends.map((end) =>
    end.kind === 'pods' ? end.pods.filter((pod) => !counting.has(pod)).length : 0,
  );
  const counts = map.ends.map(
    (end, at) => end.kind === 'pods' && end.pods.length > (left[at] ?? 0),
  );
  const leavingOut = [...left.keys()].filter((end) => (left[end] ?? 0) > 0);
  const exchangeAt = (place: number): Exchange => {
    const { pairs, special } = map.exchange(place);
    const forms = special.map((entries) =>
      entries
        .filter(({ end }) => counts[end] === true)
        .map(({ end, connection }) => `${end}:${shown(connection)}`)
        .join(),
    );
    const passes = (from: number, to: number) => (isDenied(map.connection(from, to)) ? 0 : 1);
    const others = leavingOut.reduce(
      (sum, end) => sum + (left[end] ?? 0) * (passes(place, end) + passes(end, place)),
      0,
    );
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
