import { expect, test } from 'vitest';
import { matrixToMarkdown, reachToMarkdown } from '../../../../lib/renderers';
import { deployment, flow, HOSTILE, reachResult, shop, tcp } from '../support/results';

test('reachability is a table and one sentence', async () => {
  await expect(reachToMarkdown(shop)).toMatchFileSnapshot('__snapshots__/reach.md');
});

test('the matrix is a table, a legend and one sentence', async () => {
  await expect(matrixToMarkdown(shop)).toMatchFileSnapshot('__snapshots__/matrix.md');
});

const evil = { ...deployment('n/a'), id: HOSTILE };
const hostile = {
  ...reachResult([evil], [flow(evil, evil, { allowed: tcp(80), by: [HOSTILE] })]),
  profile: HOSTILE,
};

test.each([
  ['reach', reachToMarkdown(hostile)],
  ['matrix', matrixToMarkdown(hostile)],
])('in %s a hostile name opens no tag, no mention, no cell and no code', (_, text) => {
  expect(text).not.toContain('<img');
  expect(text).not.toContain('@team');
  expect(text).not.toContain('x|');
  expect(text).not.toContain('`y`');
});

test('rendering twice gives the same bytes', () => {
  expect(matrixToMarkdown(shop)).toBe(matrixToMarkdown(shop));
});

test('of very many flows as many are told as fit into a comment, and the others are counted', () => {
  const ends = Array.from({ length: 60 }, (_, i) => deployment(`namespace/workload-${i}`));
  const flows = ends.flatMap((from) => ends.map((to) => flow(from, to, { allowed: tcp(80) })));
  for (const render of [reachToMarkdown, matrixToMarkdown]) {
    expect(Buffer.byteLength(render(reachResult(ends, flows)))).toBeLessThanOrEqual(60_000);
  }
  expect(reachToMarkdown(reachResult(ends, flows))).toMatch(/\nTruncated: \d+ more flows\.\n/);
});
