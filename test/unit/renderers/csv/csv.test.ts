import { expect, test } from 'vitest';
import { matrixToCsv, reachToCsv } from '../../../../lib/renderers';
import { deployment, flow, HOSTILE, reachResult, shop, tcp } from '../support/results';

test('reachability has one record for each flow and verdict', async () => {
  await expect(reachToCsv(shop)).toMatchFileSnapshot('__snapshots__/reach.csv');
});

test('the matrix has words in its cells', async () => {
  await expect(matrixToCsv(shop)).toMatchFileSnapshot('__snapshots__/matrix.csv');
});

test.each(['=1+1', '+1', '-1', '@sum', '\t=1', '"a","b"', 'a\nb', HOSTILE])(
  'the name %j is text and stays in its field',
  (name) => {
    const [a, b] = [deployment(name), deployment('n/b')];
    const named = { ...a, id: name };
    const csv = reachToCsv(reachResult([named, b], [flow(named, b, { allowed: tcp(80) })]));
    const [, record = '', ...rest] = csv.split('\n');
    expect(rest).toEqual(['']);
    expect(record).not.toMatch(/,"?[=+\-@]/);
  },
);

test('rendering twice gives the same bytes', () => {
  expect(matrixToCsv(shop)).toBe(matrixToCsv(shop));
});
