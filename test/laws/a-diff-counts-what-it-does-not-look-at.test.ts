import fc from 'fast-check';
import { expect, test } from 'vitest';
import { align } from '../../lib/analyses/diff/align';
import { compared } from '../../lib/analyses/diff/compared';
import { compareEnds } from '../../lib/analyses/diff/rows';
import { type Suspects, suspectsAmong } from '../../lib/analyses/diff/suspects';
import { portable, profileNamed } from '../../lib/platform';
import { cluster, policy } from '../support/arbitraries';

const change = fc.record({
  before: cluster,
  other: cluster,
  policies: fc.array(policy, { maxLength: 3 }),
  kept: fc.nat(6),
  isRelabelled: fc.boolean(),
});

test.each([portable, profileNamed('np-guard'), profileNamed('cilium')])(
  'a diff tells the same whether it looks at a pair or counts it: $name',
  (profile) => {
    fc.assert(
      fc.property(change, ({ before, other, policies, kept, isRelabelled }) => {
        const after = {
          ...before,
          policies: [...before.policies.slice(0, kept), ...policies],
          ...(isRelabelled && { namespaces: other.namespaces }),
        };
        const sides = compared({ before, after }, profile);
        const { common } = align(sides.clusters);
        const atEach: Suspects = {
          same: new Set(),
          pairs: common.length ** 2,
          from: () => common,
          isSame: () => false,
        };
        const suspects = suspectsAmong(sides.clusters, common);
        expect(compareEnds(sides, common, suspects)).toEqual(compareEnds(sides, common, atEach));
      }),
      { numRuns: 100 },
    );
  },
);
