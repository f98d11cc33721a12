import { canonicalJson, compareText } from '../kernel';
import type { Profile } from '../platform';

/** The facts of a profile: its name and its sources are words about them. */
const WORDS: readonly string[] = ['name', 'sources'];

/** The fields in which two profiles speak of different clusters; none where they mean the same one. */
export function disagreement(one: Profile, other: Profile): readonly string[] {
  const [a, b] = [factsOf(one), factsOf(other)];
  return [...new Set([...a.keys(), ...b.keys()])]
    .filter((field) => a.get(field) !== b.get(field))
    .sort(compareText);
}

function factsOf(profile: Profile): ReadonlyMap<string, string> {
  return new Map(
    Object.entries(profile)
      .filter(([field, value]) => !WORDS.includes(field) && value !== undefined)
      .map(([field, value]) => [field, canonicalJson(value)]),
  );
}
