import fc from 'fast-check';
import { expect, test } from 'vitest';
import { jsonPieces, jsonText } from '../../../../lib/renderers/shared/json-text';

const control = fc.constantFrom('\u0085', '\u2028', '\n', '##[group]', '"', '\\');
const text = fc.array(fc.oneof(fc.string(), control)).map((parts) => parts.join(''));
const { value } = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3 },
    text,
    fc.double(),
    fc.constantFrom(null, undefined, true),
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(text, tie('value'), { maxKeys: 3 }),
  ),
}));

test('the pieces of a value are its text', () => {
  fc.assert(
    fc.property(fc.dictionary(text, value, { maxKeys: 5 }), (object) => {
      expect([...jsonPieces(object)].join('')).toBe(jsonText(object));
    }),
    { numRuns: 1_000 },
  );
});

test('no piece holds more than one element of a list', () => {
  const pieces = [...jsonPieces({ flows: Array.from({ length: 100 }, (_, i) => ({ i })) })];
  expect(pieces.length).toBeGreaterThan(100);
});
