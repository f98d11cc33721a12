import type { Direction } from '../../kernel';
import type { Ends } from './flows/ends';
import type { Flows } from './flows/flows';
import { NONE } from './ports/port-values';
import type { Gates } from './rules/gates';

/** What every end of addresses exchanges with the pods of each place, in one direction. */
export interface Usual {
  /** The sets that hold every address. */
  readonly sets: ReadonlySet<number>;
  /** The ends of pods of each place. */
  readonly members: readonly (readonly number[])[];
  /** What passes by these sets; undefined where that is not decided. */
  readonly valueAt: (place: number) => number | undefined;
}

export function usualOf(flows: Flows, { all, placeOf }: Ends, direction: Direction): Usual {
  const { members, addresses } = endsByPlace(all, placeOf);
  const { certain, possible } = flows.bounds;
  const [first = 0] = addresses;
  const sets = setsOfAll(possible[direction], addresses);
  // Mutable: sums of what each set adds.
  const sums = (gates: Gates): Int32Array => {
    const values = gates.openPlaces.slice();
    for (const set of sets) {
      gates.subjectsOfSet(set, (subject, part) => {
        const value = gates.value(part, direction === 'egress' ? first : subject);
        values[subject] = flows.values.union(values[subject] ?? NONE, value);
      });
    }
    return values;
  };
  const surely = sums(certain[direction]);
  const perhaps = certain === possible ? surely : sums(possible[direction]);
  return {
    sets,
    members,
    valueAt: (place) => (surely[place] === perhaps[place] ? surely[place] : undefined),
  };
}

function endsByPlace(all: Ends['all'], placeOf: Ends['placeOf']) {
  const members: number[][] = [];
  const addresses: number[] = [];
  all.forEach(({ kind }, end) => {
    const place = placeOf[end] ?? 0;
    if (kind === 'addresses') addresses.push(place);
    else if (members[place] === undefined) members[place] = [end];
    else members[place].push(end);
  });
  return { members, addresses };
}

function setsOfAll(gates: Gates, [first = 0, ...others]: readonly number[]): ReadonlySet<number> {
  const sets = new Set(gates.setsOf(first));
  for (const place of others) {
    const own = new Set(gates.setsOf(place));
    for (const set of sets) if (!own.has(set)) sets.delete(set);
  }
  return sets;
}
