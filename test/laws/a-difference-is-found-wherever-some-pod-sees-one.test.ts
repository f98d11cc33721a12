import fc from 'fast-check';
import { expect, test } from 'vitest';
import { byBruteForce, bySearch, smallChange } from '../support/small-change';

test('a change is found exactly where writing down every pod that could exist finds one', () => {
  fc.assert(
    fc.property(smallChange, (change) => {
      expect(bySearch(change)).toEqual(byBruteForce(change));
    }),
    { numRuns: 25 },
  );
});
