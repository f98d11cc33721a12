import fc from 'fast-check';
import { expect, test } from 'vitest';
import { blast, blastSizes } from '../../lib/analyses';
import { type ClusterMap, compile } from '../../lib/engine';
import { noPorts } from '../../lib/kernel';
import { cluster, profile } from '../support/arbitraries';
import { inhabited, placedProfile } from '../support/strangers';

/** The ends that a way of steps leads to from one, by nodes that are no ends. */
function steppedTo(map: ClusterMap, from: number): readonly number[] {
  const { starts, items } = map.steps();
  const seen = new Set<number>();
  const left = [from];
  for (let node = left.pop(); node !== undefined; node = left.pop()) {
    for (const to of items.subarray(starts[node], starts[node + 1])) {
      if (!seen.has(to) && to >= map.ends.length) left.push(to);
      seen.add(to);
    }
  }
  return [...seen].filter((node) => node < map.ends.length).sort((a, b) => a - b);
}

test('steps lead from an end to those whom its row surely reaches', () => {
  fc.assert(
    fc.property(cluster, profile, (of, facts) => {
      const map = compile(of, facts).map();
      for (const [from, end] of map.ends.entries()) {
        if (end.kind !== 'pods') continue;
        const sure = map
          .row(from)
          .filter(({ connection }) => !noPorts(connection.allowed))
          .map((entry) => entry.end)
          .filter((to) => to !== from && map.ends[to]?.kind === 'pods');
        expect(steppedTo(map, from).filter((to) => to !== from)).toEqual(sure);
      }
    }),
    { numRuns: 300 },
  );
});

test('as many workloads fall as in the ranking of all', () => {
  fc.assert(
    fc.property(inhabited, placedProfile, (of, facts) => {
      const falls = blast(of, facts).ranking.map((each) => [each.workload, each.falls]);
      expect([...blastSizes(of, facts)].sort()).toEqual(falls.sort());
    }),
    { numRuns: 100 },
  );
});
