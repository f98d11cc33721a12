import { afterAll, describe, expect, test } from 'vitest';
import type { Io } from '../../../lib/cli';
import { progressFor, withProgress } from '../../../lib/cli/output/progress';
import { folderWith, netpol, removeFolders, SHOP } from './support/session';

afterAll(removeFolders);

const CLEAR = '\r\u001b[2K';

/** A terminal, the lines that were drawn on it, and a clock that somebody sets. */
function terminal(more: Partial<Io> = {}) {
  const written: string[] = [];
  const clock = { at: 0 };
  const output = { write: (text: string) => written.push(text) };
  const io = withProgress({
    ...{ stdout: output, stderr: output, cwd: '/', env: {}, isTty: true, stderrIsTty: true },
    now: () => clock.at,
    ...more,
  });
  return { io, written, clock, progress: progressFor({}, io) };
}

describe('a line of progress', () => {
  test('is not drawn for work that takes no second', () => {
    const { written, clock, progress } = terminal();
    progress.phase('reading');
    clock.at = 999;
    progress.share(1, 2);
    progress.phase('computing');
    expect(written).toEqual([]);
  });

  test('says the phase, how much of it is done, and how long the rest takes', () => {
    const { written, clock, progress } = terminal();
    progress.phase('reading');
    clock.at = 4_000;
    progress.share(40, 100);
    clock.at = 5_000;
    progress.phase('building the model');
    expect(written).toEqual([`${CLEAR}reading 40 %, about 6 s left`, `${CLEAR}building the model`]);
  });

  test('tells long times in minutes, and guesses nothing from the first per cent', () => {
    const { written, clock, progress } = terminal();
    progress.phase('reading');
    clock.at = 2_000;
    progress.share(1, 100);
    clock.at = 20_000;
    progress.share(10, 100);
    expect(written).toEqual([`${CLEAR}reading 1 %`, `${CLEAR}reading 10 %, about 3 min left`]);
  });

  test('is drawn ten times a second at most', () => {
    const { written, clock, progress } = terminal();
    progress.phase('reading');
    for (clock.at = 1_000; clock.at <= 2_000; clock.at += 1) progress.share(1, 100);
    expect(written).toHaveLength(11);
  });

  test('goes out of the way of what is written, on either stream', () => {
    const { io, written, clock, progress } = terminal();
    clock.at = 1_000;
    progress.phase('computing');
    io.stderr.write('warning: x\n');
    progress.phase('writing');
    io.stdout.write('answer\n');
    io.stdout.write('more\n');
    expect(written).toEqual([
      ...[`${CLEAR}computing`, CLEAR, 'warning: x\n'],
      ...[`${CLEAR}writing`, CLEAR, 'answer\n', 'more\n'],
    ]);
  });

  test.each([
    ['stderr is no terminal', { stderrIsTty: false }],
    ['a pipeline runs it', { env: { CI: 'true' } }],
    ['the terminal cannot draw', { env: { TERM: 'dumb' } }],
  ])('is not drawn where %s', (_, more) => {
    const { written, clock, progress } = terminal(more);
    clock.at = 5_000;
    progress.phase('computing');
    expect(written).toEqual([]);
  });

  test('is not drawn with --quiet', () => {
    const { io, written, clock } = terminal();
    clock.at = 5_000;
    progressFor({ quiet: true }, io).phase('computing');
    expect(written).toEqual([]);
  });
});

/** A run whose clock moves on by a second whenever somebody looks. */
async function slowRun(argv: readonly string[], beside: Readonly<Record<string, string>> = {}) {
  let at = 0;
  const now = () => {
    at += 1_000;
    return at;
  };
  return netpol(argv, {
    cwd: folderWith({ 'shop.yaml': SHOP, ...beside }),
    stderrIsTty: true,
    now,
  });
}

test('a run tells its phases, and leaves nothing of them behind', async () => {
  const { code, stdout, stderr } = await slowRun(['reach', 'shop.yaml']);
  expect(code).toBe(0);
  const drawn = stderr.split(CLEAR);
  expect(drawn.filter((each) => !/ \d+ %/.test(each))).toEqual([
    ...['', 'reading', 'building the model', 'computing', 'writing', ''],
  ]);
  expect(stdout).not.toContain('\u001b');
});

test.each([
  ['reach', 'computing'],
  ['evidence', 'computing'],
  ['lint', 'running the checks'],
  ['exposure', 'computing'],
  ['blast', 'computing'],
])('%s tells how much of it is done', async (verb, phase) => {
  const { stderr } = await slowRun([verb, 'shop.yaml']);
  expect(stderr).toMatch(new RegExp(`${phase} \\d+ %, about \\d+ s left`));
});

test('check tells how many of the intents are decided', async () => {
  const one = '{ every: shop/web, reaches: shop/db, ports: [5432] }';
  const other = '{ every: shop/db, reaches: shop/web, ports: [80] }';
  const intents = `intents: [${one}, ${other}]`;
  const { stderr } = await slowRun(['check', 'shop.yaml'], { 'intents.yaml': intents });
  expect(stderr).toMatch(/proving the intents \d+ %, about \d+ s left/);
});

test('a run that fails leaves nothing of its progress behind', async () => {
  const { code, stderr } = await slowRun(['reach', 'gone.yaml']);
  expect(code).toBe(2);
  expect(stderr.slice(stderr.lastIndexOf(CLEAR))).toMatch(/no such file[\s\S]*error: 1 error/);
});

test('a run tells how much of a large file it has read', async () => {
  const filler = 'x'.repeat(10_000);
  const items = Array.from({ length: 1_000 }, (_, i) => ({
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: `c${i}`, namespace: 'shop' },
    data: { filler },
  }));
  const pod = {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'p', namespace: 'shop' },
    spec: {},
  };
  const list = JSON.stringify({ apiVersion: 'v1', kind: 'List', items: [...items, pod] });
  let at = 0;
  const now = () => {
    at += 1_000;
    return at;
  };
  const cwd = folderWith({ 'large.json': list });
  const { stderr } = await netpol(['reach', 'large.json'], { cwd, stderrIsTty: true, now });
  expect(stderr).toMatch(/reading \d+ %, about \d+ s left/);
});
