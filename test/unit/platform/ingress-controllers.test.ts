import { expect, test } from 'vitest';
import { labelKeyProblems, labelValueProblems } from '../../../lib/kernel';
import { INGRESS_CONTROLLERS, isReason, questionOf } from '../../../lib/platform';

test.each(INGRESS_CONTROLLERS)(
  '$name has labels that Kubernetes accepts, and a source',
  ({ labels, source }) => {
    const pairs = labels.flatMap((set) => Object.entries(set));
    expect(pairs).not.toEqual([]);
    for (const [key, value] of pairs) {
      expect([...labelKeyProblems(key), ...labelValueProblems(value)]).toEqual([]);
    }
    expect(source).not.toBe('');
  },
);

test.each(['service-addresses', 'service-port', 'controller-pods'])(
  '%s is a reason with a question',
  (id) => {
    expect(isReason(id) && questionOf(id)).toMatch(/\?/);
  },
);

test('toString is no reason', () => {
  expect(isReason('toString')).toBe(false);
});
