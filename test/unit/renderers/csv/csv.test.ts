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

/** The record of a flow from an end of that name. */
function recordFrom(name: string): string | undefined {
  const [a, b] = [{ ...deployment(name), id: name }, deployment('n/b')];
  const csv = reachToCsv(reachResult([a, b], [flow(a, b, { allowed: tcp(80) })]));
  return csv.split('\n')[1];
}

test.each([
  ['behind blanks', ' =1+1', `n/b,' =1+1,`],
  ['of full width', '\uff1d1+1', `n/b,'\uff1d1+1,`],
  ['behind a semicolon', 'x;=1+1', `n/b,"x;'=1+1",`],
  ['behind a semicolon and blanks', 'x; @sum', `n/b,"x;' @sum",`],
  ['behind a semicolon and a quote', 'x;"=1+1;', `n/b,"x;'""=1+1;",`],
])('a formula %s is text, whatever a spreadsheet takes for a separator', (_, name, record) => {
  expect(recordFrom(name)).toContain(record);
});

test.each([
  ['a semicolon', 'a;b', '"a;b"'],
  ['a blank at its begin', ' a', '" a"'],
])('a field with %s is quoted', (_, name, field) => {
  expect(recordFrom(name)).toContain(`,${field},`);
});

test('rendering twice gives the same bytes', () => {
  expect(matrixToCsv(shop)).toBe(matrixToCsv(shop));
});
