import fc from 'fast-check';
import { expect, test } from 'vitest';
import { passingFlows, possiblePods, witnessOf } from '../../lib/engine';
import { evaluate } from '../../lib/semantics';
import {
  type Answer,
  byBruteForce,
  type SmallUniverse,
  smallUniverse,
} from '../support/small-universe';

const BUDGET = 1_000_000;

function bySearch({ cluster, profile, question }: SmallUniverse): Answer {
  const boxes = question.from.flatMap((from) =>
    question.to.map((to) => ({ from, to, ports: question.ports })),
  );
  const pods = possiblePods(cluster, profile, [...boxes, ...question.except]);
  const first = (bound: 'certain' | 'possible') =>
    [...passingFlows(pods, question, bound, { budget: BUDGET, steps: 0 })][0];
  if (first('certain') !== undefined) return 'certain';
  return first('possible') === undefined ? 'none' : 'possible';
}

test('a search over possible pods finds a flow exactly where writing down every pod finds one', () => {
  fc.assert(
    fc.property(smallUniverse, (universe) => {
      expect(bySearch(universe)).toBe(byBruteForce(universe));
    }),
    { numRuns: Number(process.env['RUNS'] ?? 300) },
  );
});

test('the specification agrees with every flow that the search names', () => {
  fc.assert(
    fc.property(smallUniverse, ({ cluster, profile, question }) => {
      const boxes = question.from.flatMap((from) =>
        question.to.map((to) => ({ from, to, ports: question.ports })),
      );
      const pods = possiblePods(cluster, profile, [...boxes, ...question.except]);
      for (const bound of ['certain', 'possible'] as const) {
        for (const found of passingFlows(pods, question, bound, { budget: BUDGET, steps: 0 })) {
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
