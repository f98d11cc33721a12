import { describe, expect, test } from 'vitest';
import { parseReason } from '../../../lib/kernel';

test('a reason alone counts for ever', () => {
  expect(parseReason('  the partner has no fixed addresses ')).toEqual({
    reason: 'the partner has no fixed addresses',
  });
});

test('a reason may end with its last day', () => {
  expect(parseReason('moves behind the proxy (until 2027-03-31)')).toEqual({
    reason: 'moves behind the proxy',
    until: '2027-03-31',
  });
});

test('parentheses of another kind belong to the reason', () => {
  expect(parseReason('agreed with the platform team (ticket 4711)')).toEqual({
    reason: 'agreed with the platform team (ticket 4711)',
  });
});

test('a reason of any length is read', () => {
  const reason = 'because '.repeat(100_000).trim();
  expect(parseReason(`${reason} (until 2027-03-31)`)).toEqual({ reason, until: '2027-03-31' });
});

describe('a reason is not read', () => {
  test.each([
    ['that says little', 'ok', 'fewer than 10 characters'],
    ['that is nothing but a last day', '(until 2027-03-31)', 'fewer than 10 characters'],
    ['whose last day does not exist', 'moves away soon (until 2027-02-30)', 'no day'],
    ['whose last day is no day', 'moves away soon (until spring)', 'no day'],
    [
      'whose last day has another word',
      'moves away soon (expires 2027-03-31)',
      '(until 2027-03-31)',
    ],
    [
      'whose last day has more text behind it',
      'moves away soon (until 2027-03-31), says Kim',
      'stands at the end',
    ],
    [
      'that has two last days',
      'moves away soon (until 2027-03-31) (until 2028-03-31)',
      'stands at the end, and once',
    ],
    [
      'whose last day has a misspelt word',
      'moves away soon (untill 2020-01-01)',
      '(until 2020-01-01)',
    ],
    ['whose last day stands free', 'moves away soon; until 2027-03-31', '(until 2027-03-31)'],
    [
      'whose last day is behind a colon',
      'moves away soon, expires: 2027-03-31',
      '(until 2027-03-31)',
    ],
  ])('%s', (_, text, told) => {
    expect(parseReason(text)).toContain(told);
  });
});
