import { type ClusterMap, type Connection, compile, isDenied } from '../../engine';
import { groupBy } from '../../kernel';
import type { Cluster } from '../../model';
import type { Profile } from '../../platform';
import type { AddressEnd } from '../shared/address-ends';
import type { PodEnd } from '../shared/workload-endpoints';
import { diffPorts } from './delta';
import { standIns } from './stand-ins';

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
 * Counts the pairs that nobody has to look at one by one, by the map of a cluster in which one pod
 * stands for each end. So a pair of ends is a pair of its pods, which the map counts without spelling
 * any out, and a class of it is as large as it has ends.
 */
export function countAlike(
  cluster: Cluster,
  profile: Profile,
  ends: readonly PodEnd[],
  addresses: readonly AddressEnd[],
): Alike {
  const map = compile(standIns(cluster, ends), profile).map();
  const { pairs, closed } = map.totals();
  return {
    inside: pairs - closed + ends.filter((end) => isJoinedInside(map, end)).length,
    outside: exchanges(map, addresses),
  };
}

/** Whether something passes between two pods of one end; a template stands for two in the map as well. */
function isJoinedInside(map: ClusterMap, { pods: [pod, another] }: PodEnd): boolean {
  if (pod.stands !== 'for-one-pod' || another === undefined) return false;
  const place = map.endOf({ kind: 'pod', pod });
  return !isDenied(map.connection(place, place));
}

function exchanges(
  map: ClusterMap,
  addresses: readonly AddressEnd[],
): ReadonlyMap<AddressEnd, Exchange> {
  const shown = shownBy();
  const exchangeAt = (place: number): Exchange => {
    const { pairs, special } = map.exchange(place);
    const forms = special.map((entries) =>
      entries.map(({ end, connection }) => `${end}:${shown(connection)}`).join(),
    );
    return { form: forms.join(';'), pairs };
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
