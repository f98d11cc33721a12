import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type ClusterMap, compile, type MapEntry } from '../../lib/engine';
import { cluster, profile } from '../support/arbitraries';

function check(assertion: (map: ClusterMap, addresses: readonly number[]) => void): void {
  fc.assert(
    fc.property(cluster, profile, (of, facts) => {
      const map = compile(of, facts).map();
      const ends = [...map.ends.keys()];
      assertion(
        map,
        ends.filter((end) => map.ends[end]?.kind === 'addresses'),
      );
    }),
    { numRuns: 400 },
  );
}

const lines = (map: ClusterMap, end: number) => [map.row(end), map.column(end)];

test('addresses exchange something with as many pods as their row and their column hold', () => {
  check((map, addresses) => {
    const size = ({ end }: MapEntry) => {
      const pods = map.ends[end];
      return pods?.kind === 'pods' ? pods.pods.length : 0;
    };
    for (const end of addresses) {
      const pairs = lines(map, end).flat().map(size);
      expect(map.exchange(end).pairs).toBe(pairs.reduce((sum, each) => sum + each, 0));
    }
  });
});

test('the same is special about addresses exactly where their rows and columns are the same', () => {
  check((map, addresses) => {
    const isSame = (of: (end: number) => unknown, one: number, other: number) =>
      JSON.stringify(of(one)) === JSON.stringify(of(other));
    for (const one of addresses) {
      for (const other of addresses) {
        expect(isSame((end) => map.exchange(end).special, one, other)).toBe(
          isSame((end) => lines(map, end), one, other),
        );
      }
    }
  });
});
