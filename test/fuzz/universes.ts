import fc from 'fast-check';
import { bySearch } from '../support/possible-search';
import { type Answer, byBruteForce, smallUniverse } from '../support/small-universe';

/** How many universes were compared, by their answer. */
export type UniverseCount = Readonly<Record<Answer, number>>;

/**
 * Compares the search over possible pods with writing down every pod, in random small universes.
 *
 * @throws a shrunk counterexample where they differ
 */
export function fuzzUniverses(seed: number, universes: number): UniverseCount {
  const count = { certain: 0, possible: 0, none: 0 };
  fc.assert(
    fc.property(smallUniverse, (universe) => {
      const [expected, answer] = [byBruteForce(universe), bySearch(universe)];
      count[expected] += 1;
      if (answer !== expected) throw new Error(`brute force: ${expected}; search: ${answer}`);
    }),
    { seed, numRuns: universes },
  );
  return count;
}
