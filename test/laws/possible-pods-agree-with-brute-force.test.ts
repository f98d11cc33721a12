import fc from 'fast-check';
import { expect, test } from 'vitest';
import { passingFlows, possiblePods, witnessOf } from '../../lib/engine';
import { evaluate } from '../../lib/semantics';
import { bySearch } from '../support/possible-search';
import { byBruteForce, smallUniverse } from '../support/small-universe';

test('a search over possible pods finds a flow exactly where writing down every pod finds one', () => {
  // `npm run fuzz` goes on with more of them.
  fc.assert(
    fc.property(smallUniverse, (universe) => {
      expect(bySearch(universe)).toBe(byBruteForce(universe));
    }),
    { numRuns: 600 },
  );
});

test('the specification agrees with every flow that the search names', () => {
  fc.assert(
    fc.property(smallUniverse, ({ cluster, profile, question }) => {
      const boxes = question.from.flatMap((from) =>
        question.to.map((to) => ({ from, to, ports: question.ports })),
      );
      const pods = possiblePods(cluster, profile, [...boxes, ...question.except.all]);
      for (const bound of ['certain', 'possible'] as const) {
        for (const found of passingFlows(pods, question, bound, { budget: 100_000, steps: 0 })) {
          if (found === 'over-budget') continue;
          const { cluster: extended, from, to, protocol, port } = witnessOf(pods, found);
          const flow = { from: from.end, to: to.end, protocol, port };
          const { verdict } = evaluate(extended, profile, flow);
          expect(bound === 'certain' ? ['allowed'] : ['allowed', 'undecided']).toContain(verdict);
        }
      }
    }),
    { numRuns: 2_000 },
  );
});
