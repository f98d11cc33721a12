import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Cluster } from '../../lib/model';
import { question } from '../support/arbitraries';
import { anyOrderOf, EVALUATORS, verdictOf } from '../support/evaluators';

const reordered = question.chain((asked) =>
  fc
    .record({ policies: anyOrderOf(asked.cluster.policies), reversed: fc.boolean() })
    .map(({ policies, reversed }) => {
      const turned = policies.map((policy) => ({
        ...policy,
        rules: {
          ingress: reversed ? [...policy.rules.ingress].reverse() : policy.rules.ingress,
          egress: reversed ? [...policy.rules.egress].reverse() : policy.rules.egress,
        },
      }));
      const other: Cluster = { ...asked.cluster, policies: turned };
      return { ...asked, other };
    }),
);

test.each(EVALUATORS)('the order of policies and of their rules does not matter to %s', (_, of) => {
  fc.assert(
    fc.property(reordered, ({ cluster, other, profile, flow }) => {
      const verdict = verdictOf(of(other, profile), flow);
      expect(verdict).toEqual(verdictOf(of(cluster, profile), flow));
    }),
    { numRuns: 300 },
  );
});
