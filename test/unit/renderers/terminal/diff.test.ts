import { expect, test } from 'vitest';
import { diffToTerminal } from '../../../../lib/renderers';
import { changed, diffResult, everything, newRule, row } from '../support/diff';

const lastLine = (text: string) => text.trimEnd().split('\n').at(-1);

test('something of everything', async () => {
  const text = diffToTerminal(everything(), { glyphs: 'unicode' });
  await expect(text).toMatchFileSnapshot('__snapshots__/diff.txt');
});

test('every line but the closing sentence fits into eighty columns', () => {
  const lines = diffToTerminal(everything()).trimEnd().split('\n').slice(0, -1);
  expect(lines.filter((line) => [...line].length > 80)).toEqual([]);
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

test('a rule that is at one place on both sides is told once', () => {
  const [before, after] = (['before', 'after'] as const).map((side) => ({
    ...newRule,
    happened: 'changed' as const,
    side,
  }));
  const causes = [before, after].flatMap((each) => each ?? []);
  const text = diffToTerminal(diffResult([{ ...changed, causes }]));
  expect(text.match(/by shop\/db-debug/g)).toHaveLength(1);
});

test('the closing sentence counts what differs beside rows', () => {
  const { summary } = diffResult([]);
  const others = { opened: 4, possible: { broadened: 2, narrowed: 1 } };
  const result = diffResult([], { equivalence: 'differs', summary: { ...summary, ...others } });
  expect(lastLine(diffToTerminal(result))).toBe(
    '0 broadened, 0 narrowed, 0 changed, 118 unchanged; 4 flows of new workloads, 3 changes for pods that do not exist yet.',
  );
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
