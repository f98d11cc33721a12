import type { Connection, MapEntry } from '../../engine';
import { DIRECTIONS, type Direction } from '../../kernel';
import type { BothInOne } from './both-in-one';
import type { Looks } from './looks';

/** Takes what passed and what passes from one end to another, by their places among the ends. */
export type TakePair = (
  from: number,
  to: number,
  was: Connection | undefined,
  is: Connection | undefined,
) => void;

/**
 * Meets once each pair of a suspect that may differ, or that nobody counts. Of ends that stand apart
 * these are all pairs between which something passes on either side, and those of which no line can
 * tell. Of the others they are what differs on the lines of their gates, all pairs with
 * addresses, and each end with itself. A map has one object for all connections that say the same,
 * so most of a line is told to be the same by comparing two of them.
 */
export function suspectLines(both: BothInOne, looks: Looks, take: TakePair): void {
  const goAlong = linesOf(both);
  const ofOneApart = (one: number) => {
    const takeMet: TakePair = (from, to, was, is) => {
      if (was !== undefined || is !== undefined || looks.isAlone(from, to)) take(from, to, was, is);
    };
    goAlong('egress', one, takeMet);
    goAlong('ingress', one, (from, to, was, is) => {
      if (!looks.isApart(from)) takeMet(from, to, was, is);
    });
  };
  const ofChangedGate = (direction: Direction, one: number) =>
    goAlong(direction, one, (from, to, was, is) => {
      if (was === is || !looks.isCounted(from, to)) return;
      if (direction === 'egress' || !looks.hasLine('egress', from)) take(from, to, was, is);
    });
  const outside = outsideOf(both, looks);
  const withOutside = (one: number) => {
    for (const other of outside) {
      take(one, other, ...passing(both, one, other, looks.hasLine('egress', one)));
      take(other, one, ...passing(both, other, one, looks.hasLine('ingress', one)));
    }
  };
  for (const one of looks.suspects) {
    if (looks.isApart(one)) {
      ofOneApart(one);
      continue;
    }
    for (const direction of DIRECTIONS)
      if (looks.hasLine(direction, one)) ofChangedGate(direction, one);
    withOutside(one);
    take(one, one, undefined, undefined);
  }
}

/** The addresses that stand not apart, by their places among the ends. */
function outsideOf({ places: { after } }: BothInOne, looks: Looks): readonly number[] {
  return [...after.keys()].filter((at) => looks.isOutside(at) && !looks.isApart(at));
}

/** What passes on each side; where the gate of a pod is the same, so does what passes it to addresses. */
function passing(
  { map, places: { before, after } }: BothInOne,
  from: number,
  to: number,
  mayDiffer: boolean,
): readonly [Connection, Connection] {
  const is = map.connection(after[from] ?? 0, after[to] ?? 0);
  return [mayDiffer ? map.connection(before[from] ?? 0, before[to] ?? 0) : is, is];
}

/** Goes along the row or the column of an end on both sides. */
function linesOf({ map, places }: BothInOne) {
  const [before, after] = [line(map.ends.length), line(map.ends.length)];
  return (direction: Direction, one: number, take: TakePair): void => {
    const entries = (place: number) =>
      direction === 'egress' ? map.row(place) : map.column(place);
    before.fill(entries(places.before[one] ?? 0));
    after.fill(entries(places.after[one] ?? 0));
    for (let other = 0; other < places.after.length; other += 1) {
      const was = before.connections[places.before[other] ?? 0];
      const is = after.connections[places.after[other] ?? 0];
      if (direction === 'egress') take(one, other, was, is);
      else take(other, one, was, is);
    }
  };
}

/** A row or a column of a map, by place. Mutable, and used again for every one of them. */
function line(length: number) {
  const connections = new Array<Connection | undefined>(length).fill(undefined);
  let entries: readonly MapEntry[] = [];
  return {
    connections,
    fill: (others: readonly MapEntry[]) => {
      for (const { end } of entries) connections[end] = undefined;
      for (const { end, connection } of others) connections[end] = connection;
      entries = others;
    },
  };
}
