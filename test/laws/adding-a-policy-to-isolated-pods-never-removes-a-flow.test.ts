import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Direction, matches } from '../../lib/kernel';
import type { Cluster, FlowEnd, Policy } from '../../lib/model';
import { cluster, flowOf, policy, profile } from '../support/arbitraries';
import { EVALUATORS, OPENNESS, verdictOf } from '../support/evaluators';

const isolates = (each: Policy, end: FlowEnd, direction: Direction) =>
  end.kind === 'pod' &&
  each.namespace === end.pod.namespace &&
  each.isolates.includes(direction) &&
  matches(each.subject, end.pod.labels);

/** The same cluster with one policy more; flows are of the larger one, which knows every block. */
const grown = fc.tuple(cluster, profile, policy).chain(([before, facts, added]) => {
  const after: Cluster = { ...before, policies: [...before.policies, added] };
  return flowOf(after).map((flow) => ({ before, after, added, facts, flow }));
});

test.each(EVALUATORS)('a policy on pods that are isolated already only adds flows: %s', (_, of) => {
  fc.assert(
    fc.property(grown, ({ before, after, added, facts, flow }) => {
      const ends = [
        ['egress', flow.from],
        ['ingress', flow.to],
      ] as const;
      for (const [direction, end] of ends) {
        const isolatedBefore = before.policies.some((each) => isolates(each, end, direction));
        fc.pre(isolatedBefore || !isolates(added, end, direction));
      }
      const less = verdictOf(of(before, facts), flow).word;
      const more = verdictOf(of(after, facts), flow).word;
      expect(OPENNESS[more]).toBeGreaterThanOrEqual(OPENNESS[less]);
    }),
    { numRuns: 300 },
  );
});
