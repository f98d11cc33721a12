import fc from 'fast-check';
import { expect, test } from 'vitest';
import { add, has, noBits } from '../../../lib/analyses/blast/bits';
import { closureOf } from '../../../lib/analyses/blast/closure';

/* More numbers than one word has bits, and more than there are rows: those lead nowhere. */
const ROWS = 40;
const NUMBERS = 70;

/** What each row reaches, by going on until nothing is added. */
function naive(edges: readonly (readonly [number, number])[]): readonly string[] {
  return Array.from({ length: ROWS }, (_, row) => {
    const reached = new Set<number>();
    for (let size = -1; size !== reached.size; ) {
      size = reached.size;
      for (const [from, to] of edges) if (from === row || reached.has(from)) reached.add(to);
    }
    return [...reached].sort((a, b) => a - b).join();
  });
}

test('a closure is what going on from row to row reaches', () => {
  const edge = fc.tuple(fc.nat(ROWS - 1), fc.nat(NUMBERS - 1));
  fc.assert(
    fc.property(fc.array(edge, { maxLength: 90 }), (edges) => {
      const rows = Array.from({ length: ROWS }, () => noBits(NUMBERS));
      for (const [from, to] of edges) add(rows[from] ?? noBits(NUMBERS), to);
      const closed = closureOf(rows).map((row) =>
        Array.from({ length: NUMBERS }, (_, number) => number)
          .filter((number) => has(row, number))
          .join(),
      );
      expect(closed).toEqual(naive(edges));
    }),
    { numRuns: 300 },
  );
});
