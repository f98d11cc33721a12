import { type Lists, placesOf } from '../lists/lists';
import type { WideTypes } from './wide-types';

/**
 * Sources in groups that are in the same wide sets, and in each group those together that say the same.
 * What comes in from a group by wide sets is the same for all of it, and what wide sets let out is the
 * same for those who say the same, so each is worked out once. Costs one look-up for each class.
 */
export interface SourceGroups {
  /** The places of each kind of both. */
  readonly same: Lists;
  /** For each group its kinds of both. */
  readonly kinds: Lists;
}

export function sourceGroups({ sources: { says, isIn } }: WideTypes): SourceGroups {
  const numbers = new Map<number, number>();
  const groupOf: number[] = [];
  const of = new Int32Array(says.of.length);
  for (let place = 0; place < of.length; place += 1) {
    const group = isIn.of[place] ?? 0;
    const key = group * says.examples.length + (says.of[place] ?? 0);
    const number = numbers.get(key) ?? groupOf.length;
    if (number === groupOf.length) {
      numbers.set(key, number);
      groupOf.push(group);
    }
    of[place] = number;
  }
  return {
    same: placesOf(of, groupOf.length),
    kinds: placesOf(Int32Array.from(groupOf), isIn.examples.length),
  };
}
