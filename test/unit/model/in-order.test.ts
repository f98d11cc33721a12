import fc from 'fast-check';
import { expect, test } from 'vitest';
import { byText } from '../../../lib/kernel';
import { byName, byNameAndKind } from '../../../lib/model/in-order';

// Letters on both sides of the slash, and the slash itself, which only hostile names have.
const text = fc.string({ unit: fc.constantFrom('a', 'b', '-', '.', '/', '0'), maxLength: 4 });
const named = fc.record(
  { namespace: text, name: text, kind: text },
  { requiredKeys: ['name', 'kind'] },
);

test('objects are ordered as by the text of their namespace and name', () => {
  const whole = byText<{ namespace?: string; name: string }>(
    ({ namespace = '', name }) => `${namespace}/${name}`,
  );
  fc.assert(
    fc.property(named, named, (a, b) => {
      expect(Math.sign(byName(a, b))).toBe(Math.sign(whole(a, b)));
    }),
    { numRuns: 2_000 },
  );
});

test('objects are ordered as by the text of their namespace, name and kind', () => {
  const whole = byText<{ namespace?: string; name: string; kind: string }>(
    ({ namespace = '', name, kind }) => `${namespace}/${name}/${kind}`,
  );
  fc.assert(
    fc.property(named, named, (a, b) => {
      expect(Math.sign(byNameAndKind(a, b))).toBe(Math.sign(whole(a, b)));
    }),
    { numRuns: 2_000 },
  );
});
