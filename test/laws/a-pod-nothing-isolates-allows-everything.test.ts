import fc from 'fast-check';
import { expect, test } from 'vitest';
import { matches } from '../../lib/kernel';
import type { Cluster, FlowEnd, Policy } from '../../lib/model';
import { question } from '../support/arbitraries';
import { EVALUATORS, verdictOf } from '../support/evaluators';

const selects = (policy: Policy, end: FlowEnd) =>
  end.kind === 'pod' &&
  policy.namespace === end.pod.namespace &&
  matches(policy.subject, end.pod.labels);

test.each(EVALUATORS)('a pod that nothing isolates allows everything: %s', (_, of) => {
  fc.assert(
    fc.property(question, ({ cluster, profile, flow }) => {
      const policies = cluster.policies.filter(
        (policy) =>
          !(selects(policy, flow.from) && policy.isolates.includes('egress')) &&
          !(selects(policy, flow.to) && policy.isolates.includes('ingress')),
      );
      const free: Cluster = { ...cluster, policies, unmodelled: [] };
      expect(verdictOf(of(free, profile), flow).word).toBe('allowed');
    }),
    { numRuns: 300 },
  );
});
