import { expect, test } from 'vitest';
import { ASSUMPTION_IDS, ASSUMPTIONS } from '../../../lib/platform';

test('the list of ids and the list of questions are the same list', () => {
  expect(Object.keys(ASSUMPTIONS)).toEqual(ASSUMPTION_IDS);
});

test.each(Object.entries(ASSUMPTIONS))(
  '%s asks one question, and names its source',
  (id, entry) => {
    expect(entry.id).toBe(id);
    expect(entry.question).toMatch(/^[A-Z][^.?]*\?$/);
    expect(entry.open).not.toBe('');
    expect(entry.source).not.toBe('');
  },
);
