import { type Lists, only, placesOf, turned } from '../lists/lists';
import type { PlaceSets } from '../peers/place-sets';
import type { RulePart } from './policy-rules';

/** The tables of a gate turned around: from whoever is let through to those who let through. */
export interface Backwards {
  readonly partsOfSet: Lists;
  readonly setsOfPlace: Lists;
  readonly profilesOfPart: Lists;
  readonly subjectsOfProfile: Lists;
}

interface Forwards {
  readonly parts: readonly RulePart[];
  readonly sets: PlaceSets;
  readonly profiles: Lists;
  readonly profileOf: Int32Array;
}

/**
 * Turns everything around: who is in a set, which profiles have a part. Parts that no profile has,
 * and sets that no such part names, are left out. Costs what it holds.
 */
export function turnAll({ parts, sets, profiles, profileOf }: Forwards): Backwards {
  const setOfPart = new Int32Array(parts.length).fill(-1);
  const isUsed = new Uint8Array(sets.lists.starts.length - 1);
  for (const part of profiles.items) {
    const set = parts[part]?.set ?? 0;
    setOfPart[part] = set;
    isUsed[set] = 1;
  }
  return {
    partsOfSet: placesOf(setOfPart, isUsed.length),
    setsOfPlace: turned(only(sets.lists, isUsed), profileOf.length),
    profilesOfPart: turned(profiles, parts.length),
    subjectsOfProfile: placesOf(profileOf, profiles.starts.length - 1),
  };
}
