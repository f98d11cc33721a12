import { expect, test } from 'vitest';
import { diffToMarkdown, diffToTerminal } from '../../../../lib/renderers';
import type { DiffResult } from '../../../../lib/results';
import { diffResult, everything, narrowed, row } from '../support/diff';

const markdown = (result: DiffResult) =>
  diffToMarkdown(result, {
    version: '1.2.3',
    explained: diffToTerminal(result, { width: 100 }),
    picture: 'flowchart LR\n  none["no flow"]\n',
  });

test('something of everything', async () => {
  await expect(markdown(everything())).toMatchFileSnapshot('__snapshots__/diff.md');
});

test.each<[string, DiffResult]>([
  ['🔓 Reachability: 1 broadened, 0 narrowed (118 unchanged)', diffResult([row()])],
  ['🔒 Reachability: 0 broadened, 1 narrowed (118 unchanged)', diffResult([narrowed])],
  ['✅ Reachability unchanged (118 flows)', diffResult([])],
  ['❔ Reachability unchanged (118 flows)', diffResult([], { equivalence: 'over-budget' })],
])('the heading is %s', (heading, result) => {
  expect(markdown(result).split('\n')[1]).toBe(`### ${heading}`);
});

test('ten thousand rows fit into a comment, and the others are counted', () => {
  const text = markdown(diffResult(Array.from({ length: 10_000 }, () => row())));
  expect(Buffer.byteLength(text)).toBeLessThanOrEqual(60_000);
  expect(text).toMatch(/\nTruncated: \d+ more changed flows, /);
});
