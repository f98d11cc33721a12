import fc from 'fast-check';
import { expect, test } from 'vitest';
import { bothSides, differingFlows, mayBeConcerned } from '../../../../lib/engine';
import type { Cluster, Pod } from '../../../../lib/model';
import type { Profile } from '../../../../lib/platform';
import { smallChange } from '../../../support/small-change';
import { namespaceOf, podIn } from '../../../support/small-policies';

const KNOWN: readonly Pod[] = ['a', 'b', 'c'].flatMap((namespace) =>
  ['x', 'other'].map((app) =>
    podIn(namespace, new Map([['app', app]]), { name: `${namespace}-${app}`, hostNetwork: true }),
  ),
);

/** Both have the namespaces of the first, and one more, which no policy is in. */
function withNamespaces(passing: Cluster, missing: Cluster): TwoSides {
  const namespaces = new Map([...passing.namespaces, ['c', namespaceOf('c', true, new Map())]]);
  return { passing: { ...passing, namespaces }, missing: { ...missing, namespaces } };
}

type TwoSides = Parameters<typeof bothSides>[0];

function flowsAmong(
  clusters: TwoSides,
  profile: Profile,
  known: readonly Pod[],
): readonly unknown[] {
  const meter = { budget: 1_000_000, steps: 0 };
  const flows = [...differingFlows(bothSides(clusters, profile, known), meter, () => false)];
  return flows.map((flow) => {
    if (flow === 'over-budget') return flow;
    const { gate, opening, isolatedBy, ends, family, domains } = flow;
    return { gate, opening, isolatedBy, ends, family, domains };
  });
}

test('flows that differ are the same without the pods of namespaces that no change concerns', () => {
  let left = 0;
  fc.assert(
    fc.property(smallChange, ({ before, after, profile }) => {
      const clusters = withNamespaces(after, before);
      const isConcerned = mayBeConcerned(clusters);
      const concerned = KNOWN.filter(({ namespace }) => isConcerned(namespace));
      left += KNOWN.length - concerned.length;
      expect(flowsAmong(clusters, profile, concerned)).toEqual(
        flowsAmong(clusters, profile, KNOWN),
      );
    }),
    { numRuns: 25 },
  );
  expect(left).toBeGreaterThan(0);
});
