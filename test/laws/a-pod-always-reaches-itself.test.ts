import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ALL_PORTS, NO_PORTS } from '../../lib/kernel';
import { cluster, profile } from '../support/arbitraries';
import { EVALUATORS, podsOf } from '../support/evaluators';

test.each(EVALUATORS)('a pod always reaches itself on every port: %s', (_, of) => {
  fc.assert(
    fc.property(cluster, profile, (generated, facts) => {
      const evaluator = of(generated, facts);
      for (const pod of podsOf(generated).filter(({ stands }) => stands === 'for-one-pod')) {
        const end = { kind: 'pod', pod } as const;
        const copy = { kind: 'pod', pod: { ...pod } } as const;
        expect(evaluator.connection(end, copy)).toMatchObject({
          allowed: ALL_PORTS,
          undecided: NO_PORTS,
        });
      }
    }),
    { numRuns: 100 },
  );
});
