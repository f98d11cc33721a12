import fc from 'fast-check';
import { expect, test } from 'vitest';
import { gatesIn } from '../../lib/engine';
import { DIRECTIONS } from '../../lib/kernel';
import { gatesOfUniverse, isMissed } from '../support/small-gates';
import { smallUniverse } from '../support/small-universe';

const BUDGET = 1_000_000;

test('a rule is covered by others exactly where no flow of any pod tells that it is gone', () => {
  fc.assert(
    fc.property(smallUniverse, fc.constantFrom(...DIRECTIONS), (universe, direction) => {
      for (const gate of gatesOfUniverse(universe, direction)) {
        const gates = gatesIn(gate.cluster, gate.profile, 'a', direction);
        const coverage = gates.covers(gate.others, gate.rule, { budget: BUDGET, steps: 0 });
        expect(coverage === 'not-covered').toBe(isMissed(gate));
      }
    }),
    { numRuns: 20, endOnFailure: true },
  );
});
