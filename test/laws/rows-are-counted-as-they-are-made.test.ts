import fc from 'fast-check';
import { expect, test } from 'vitest';
import { countPodEnds, podEnds } from '../../lib/analyses/shared/workload-endpoints';
import { cluster } from '../support/arbitraries';

test.each(['workload', 'pod'] as const)(
  'as many rows are counted as are made of each %s',
  (granularity) => {
    fc.assert(
      fc.property(cluster, (generated) => {
        const rows = podEnds(generated, granularity);
        // The memory of one cluster would answer both.
        expect(countPodEnds({ ...generated }, granularity)).toBe(rows.length);
      }),
    );
  },
);
