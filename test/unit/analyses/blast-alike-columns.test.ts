import fc from 'fast-check';
import { expect, test } from 'vitest';
import { alikeColumns } from '../../../lib/analyses/blast/alike-columns';
import { groupBy } from '../../../lib/kernel';

const column = fc.array(fc.constantFrom(0, 1, 7), { maxLength: 3 });

test('columns are put together exactly where they are equal, in order', () => {
  fc.assert(
    fc.property(fc.array(column, { maxLength: 12 }), (columns) => {
      const alike = alikeColumns(
        columns.map((numbers, of) => ({ of, make: () => Int32Array.from(numbers) })),
      );
      const expected = groupBy(columns.keys(), (at) => JSON.stringify(columns[at]));
      expect(alike).toEqual([...expected.values()]);
    }),
  );
});
