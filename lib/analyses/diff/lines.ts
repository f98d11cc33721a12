import type { Connection, MapEntry } from '../../engine';
import type { CommonEnd } from './align';
import type { BothInOne } from './both-in-one';
import type { Suspects } from './suspects';

/** Takes what passed and what passes from one end to another, by their places among the ends. */
export type TakePair = (
  from: number,
  to: number,
  was: Connection | undefined,
  is: Connection | undefined,
) => void;

type TakeOther = (other: number, was: Connection | undefined, is: Connection | undefined) => void;

/**
 * Goes along the rows of suspects on both sides, and along their columns for sources that are none, so
 * that each pair with a suspect is met once. A pair of other ends is given only where something passes
 * on either side; a pair that no line can tell of always: an end and itself, and two that share names.
 */
export function suspectLines(
  { map, places }: BothInOne,
  ends: readonly CommonEnd[],
  { same, sharing }: Suspects,
  take: TakePair,
): void {
  const [before, after] = [line(map.ends.length), line(map.ends.length)];
  const isSuspect = ends.map((end) => !same.has(end));
  const isSharing = ends.map((end) => sharing.has(end));
  const placeOf = (side: keyof typeof places, at: number) => places[side][at] ?? 0;
  const everyone = () => true;
  const isNone = (other: number) => isSuspect[other] !== true;
  const isAlone = (one: number, other: number) =>
    other === one || (isSharing[one] === true && isSharing[other] === true);
  const along = (one: number, takes: (other: number) => boolean, takeAt: TakeOther) => {
    for (let other = 0; other < ends.length; other += 1) {
      if (!takes(other)) continue;
      const was = before.at(placeOf('before', other));
      const is = after.at(placeOf('after', other));
      if (was !== undefined || is !== undefined || isAlone(one, other)) takeAt(other, was, is);
    }
  };
  for (let one = 0; one < ends.length; one += 1) {
    if (isSuspect[one] !== true) continue;
    before.fill(map.row(placeOf('before', one)));
    after.fill(map.row(placeOf('after', one)));
    along(one, everyone, (other, was, is) => take(one, other, was, is));
    before.fill(map.column(placeOf('before', one)));
    after.fill(map.column(placeOf('after', one)));
    along(one, isNone, (other, was, is) => take(other, one, was, is));
  }
}

/** A row or a column of a map, by place. Mutable, and used again for every one of them. */
function line(length: number) {
  const connections = new Array<Connection | undefined>(length);
  let entries: readonly MapEntry[] = [];
  return {
    at: (place: number) => connections[place],
    fill: (others: readonly MapEntry[]) => {
      for (const { end } of entries) connections[end] = undefined;
      for (const { end, connection } of others) connections[end] = connection;
      entries = others;
    },
  };
}
