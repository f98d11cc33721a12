import { DIRECTIONS, lazy } from '../../kernel';
import { type Connection, isDenied } from '../evaluator';
import type { ClusterMap, MapEntry, MapExchange } from './cluster-map';
import type { Ends } from './flows/ends';
import type { Flows } from './flows/flows';
import type { Gates } from './rules/gates';
import { podsOf } from './totals/totals';
import { type Usual, usualOf } from './usual-exchanges';

/**
 * What ends of addresses exchange with pods, told by what is special about each. No policy holds
 * addresses back, so what passes rests on the gates of the pods alone, and there on the sets that
 * hold the addresses. What pods exchange because they are open, or because a set holds all addresses,
 * is worked out once, and is the same for each. Only pods of which something is undecided, and those
 * that a set concerns which holds some addresses, are asked for each. So a thousand blocks cost the
 * pods that their rules belong to, and not all pods a thousand times.
 */
export function exchangesOf(
  flows: Flows,
  ends: Ends,
  { connection, decided }: Connecting,
): (end: number) => MapExchange {
  const lines = lazy(() =>
    DIRECTIONS.map((direction) => {
      const usual = usualOf(flows, ends, direction);
      const between = (address: number, other: number) =>
        direction === 'ingress' ? connection(address, other) : connection(other, address);
      return linesOf(ends, flows.bounds.possible[direction], usual, { between, decided });
    }),
  );
  return (end) => {
    const [one, other] = lines().map((line) => line(end));
    return {
      pairs: (one?.pairs ?? 0) + (other?.pairs ?? 0),
      special: [one?.special ?? [], other?.special ?? []],
    };
  };
}

/** How a map makes connections: of two ends, and of a value that is decided. */
interface Connecting {
  readonly connection: ClusterMap['connection'];
  readonly decided: (value: number) => Connection;
}

interface Line {
  readonly pairs: number;
  readonly special: readonly MapEntry[];
}

interface Between {
  readonly between: (address: number, other: number) => Connection;
  readonly decided: Connecting['decided'];
}

function linesOf(
  ends: Ends,
  gates: Gates,
  { sets, members, valueAt }: Usual,
  { between, decided }: Between,
): (end: number) => Line {
  const usualAt = members.map((_, place) => {
    const value = valueAt(place);
    return value === undefined ? undefined : decided(value);
  });
  const usualPairs = (place: number): number => {
    const usual = usualAt[place];
    if (usual === undefined || isDenied(usual)) return 0;
    return sum((members[place] ?? []).map((end) => podsOf(ends, end)));
  };
  const places = [...members.keys()];
  const everywhere = sum(places.map(usualPairs));
  const undecided = places.filter((place) => usualAt[place] === undefined);
  return (address) => {
    const asked = concernedBy(gates, ends.placeOf[address] ?? 0, sets, undecided);
    const entries = asked.flatMap((place) =>
      (members[place] ?? []).map((end) => ({ end, connection: between(address, end) })),
    );
    const passing = entries.filter(({ connection }) => !isDenied(connection));
    return {
      pairs:
        everywhere - sum(asked.map(usualPairs)) + sum(passing.map(({ end }) => podsOf(ends, end))),
      special: entries.filter(
        ({ end, connection }) => connection !== usualAt[ends.placeOf[end] ?? 0],
      ),
    };
  };
}

/** The places that a set concerns which holds some addresses and not all; and some others. */
function concernedBy(
  gates: Gates,
  addresses: number,
  usual: ReadonlySet<number>,
  others: readonly number[],
): readonly number[] {
  const asked = new Set(others);
  for (const set of gates.setsOf(addresses)) {
    if (!usual.has(set)) gates.subjectsOfSet(set, (place) => asked.add(place));
  }
  return [...asked].sort((a, b) => a - b);
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((all, each) => all + each, 0);
}
