import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compile } from '../../lib/engine';
import { byText } from '../../lib/kernel';
import type { Policy } from '../../lib/model';
import { question } from '../support/arbitraries';
import { bySemantics } from '../support/by-semantics';

test('the policies named beside a flow are those whose rules let some of it through', () => {
  fc.assert(
    fc.property(question, ({ cluster, profile, flow }) => {
      // Over two families the specification keeps the rules of the better one only.
      const isDual = [flow.from, flow.to].every(
        (end) => end.kind === 'pod' && new Set(end.pod.addresses.map((at) => at.family)).size !== 1,
      );
      fc.pre(!isDual);
      const name = byText(({ namespace, name: own }: Policy) => `${namespace}/${own}`);
      const slow = [...bySemantics(cluster, profile).admittedBy(flow.from, flow.to)].sort(name);
      const fast = [...compile(cluster, profile).admittedBy(flow.from, flow.to)].sort(name);
      expect(fast).toEqual(slow);
    }),
    { numRuns: 300 },
  );
});
