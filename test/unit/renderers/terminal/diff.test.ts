import { expect, test } from 'vitest';
import { diffToTerminal } from '../../../../lib/renderers';
import { diffResult, everything, row } from '../support/diff';

const lastLine = (text: string) => text.trimEnd().split('\n').at(-1);

test('something of everything', async () => {
  const text = diffToTerminal(everything(), { glyphs: 'unicode' });
  await expect(text).toMatchFileSnapshot('__snapshots__/diff.txt');
});

test('every line but those of long names fits into eighty columns', () => {
  const text = diffToTerminal(everything());
  expect(text.split('\n').filter((line) => [...line].length > 80)).toEqual([]);
});

test('no change is said to be a proof', () => {
  const text = diffToTerminal(diffResult([]));
  expect(text).toContain('no flow differs: proven, also for every pod that could come to exist');
  expect(lastLine(text)).toBe('0 broadened, 0 narrowed, 0 changed, 118 unchanged.');
});

test.each([
  ['undecided', 'not proven for pods that do not exist yet'],
  ['over-budget', 'not known for pods that do not exist yet'],
] as const)('%s is not called a proof', (equivalence, words) => {
  const text = diffToTerminal(diffResult([], { equivalence }));
  expect(text).toContain(words);
  expect(text).not.toContain('no flow differs');
});

test('more than twenty rows are told by namespace, unless all are asked for', () => {
  const many = diffResult(Array.from({ length: 21 }, () => row()));
  const grouped = diffToTerminal(many);
  expect(grouped).toContain('+ shop/*  -> shop/*  21 flows  5432');
  expect(grouped).toContain('every flow, and why: --all');
  const all = diffToTerminal(many, { rows: 'all' });
  expect(all.match(/shop\/web {2}-> shop\/db/g)).toHaveLength(21);
});

test('what may pass is told from what passes', () => {
  const undecided = {
    allowed: {},
    undecided: { TCP: [[80, 80]] },
    reasons: ['ip-block-matches-pods'],
  } as const;
  const text = diffToTerminal(diffResult([row({ after: undecided, gained: undecided.undecided })]));
  expect(text).toContain('? 80/TCP  was none');
});

test('a sign at the beginning of each row says what colour does', () => {
  const signs = diffToTerminal(everything()).match(/^ {2}[-+~] shop\/\w+ +->/gm);
  expect(signs?.map((each) => each.trim()[0])).toEqual(['+', '-', '~']);
});
