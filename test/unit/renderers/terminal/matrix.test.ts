import { expect, test } from 'vitest';
import { matrixToTerminal } from '../../../../lib/renderers';
import {
  addresses,
  anyIp,
  barePod,
  deployment,
  everyPort,
  flow,
  HOSTILE,
  reachResult,
  shop,
  tcp,
} from '../support/results';

const unicode = { glyphs: 'unicode' } as const;

test('cells are ports, and the one namespace is said once', async () => {
  await expect(matrixToTerminal(shop, unicode)).toMatchFileSnapshot('__snapshots__/matrix.txt');
});

test('without Unicode every sign is ASCII', async () => {
  const text = matrixToTerminal(shop);
  expect(text).toMatch(/^[\n\x20-\x7e]*$/);
  await expect(text).toMatchFileSnapshot('__snapshots__/matrix-ascii.txt');
});

test('an undecided cell is neither allowed nor denied', () => {
  expect(matrixToTerminal(shop)).toContain('4 x 4 cells: 3 allowed, 10 denied, 1 undecided.');
});

test('a bare pod is itself, and two replicas are not', () => {
  const [pod, replicas] = [barePod('a/pod'), deployment('a/replicas')];
  const lines = matrixToTerminal(reachResult([pod, replicas], [])).split('\n');
  expect(lines.find((line) => line.startsWith('pod'))).toMatch(/=\s+\.$/);
  expect(lines.find((line) => line.startsWith('replicas'))).toMatch(/\.\s+\.$/);
});

test('a long list of ports is cut, and says so', () => {
  const [a, b] = [deployment('a/a'), deployment('a/b')];
  const result = reachResult([a, b], [flow(a, b, { allowed: tcp(1, 3, 5, 7, 9) })]);
  expect(matrixToTerminal(result)).toContain('1,3,5 +2');
});

test('only the sides that were asked for are rows and columns', () => {
  const text = matrixToTerminal(shop, {
    from: ({ id }) => id === 'shop/web',
    to: ({ id }) => id === 'shop/api',
  });
  expect(text).toContain('1 x 1 cells: 1 allowed');
});

const many = Array.from({ length: 6 }, (_, i) => deployment(`shop/workload-${i}`));
const others = Array.from({ length: 3 }, (_, i) => deployment(`monitoring/exporter-${i}`));
const wide = [...others, ...many];
const wideFlows = many.map((to) => flow(many[0] ?? to, to, { allowed: tcp(8080) }));

test('a matrix that is too wide is cut by destination namespace', async () => {
  const text = matrixToTerminal(reachResult([...wide, anyIp], wideFlows), unicode);
  expect(widest(text)).toBeLessThanOrEqual(80);
  await expect(text).toMatchFileSnapshot('__snapshots__/matrix-wide.txt');
});

test('a matrix that would take too many pieces is listed by source', async () => {
  const text = matrixToTerminal(reachResult([...wide, anyIp], wideFlows), {
    ...unicode,
    width: 44,
  });
  expect(widest(text)).toBeLessThanOrEqual(66);
  await expect(text).toMatchFileSnapshot('__snapshots__/matrix-list.txt');
});

test('in a list, who reaches everything is told in one line', () => {
  const flows = wide.flatMap((from) => wide.map((to) => flow(from, to, { allowed: everyPort })));
  const text = matrixToTerminal(reachResult(wide, flows), { width: 40 });
  expect(text).toContain('  all  everyone (9)\n');
});

test('in a list, a whole namespace has one name', () => {
  const flows = wide.flatMap((from) => many.map((to) => flow(from, to, { allowed: everyPort })));
  const text = matrixToTerminal(reachResult(wide, flows), { width: 40 });
  expect(text).toContain('from everyone (9)\n  all  shop/* (6)\n');
});

test('a colour is added to the meaning, never instead of it', () => {
  const style = { allowed: (text: string) => `<${text}>` };
  const text = matrixToTerminal(shop, { style });
  expect(text).toContain('<8080>');
  expect(text.replace(/[<>]/g, '')).toBe(matrixToTerminal(shop));
});

test('hostile names stay on their line', () => {
  const evil = deployment(`shop/${HOSTILE}`);
  const text = matrixToTerminal(reachResult([evil], []));
  expect(text).toContain('\\u{1b}[31m\\u{a}x');
  expect(text).not.toContain('\u001b');
});

test('rendering twice gives the same bytes', () => {
  expect(matrixToTerminal(shop)).toBe(matrixToTerminal(shop));
});

test('addresses have names as people say them', () => {
  const ends = [
    addresses('10.0.0.0/8'),
    addresses('10.1.2.3/32'),
    addresses('10.0.0.0/9', '172.16.0.0/12', '192.168.0.0/16'),
    addresses('0.0.0.0/0'),
    addresses('::/0'),
    addresses('128.0.0.0/1', '::/0'),
    addresses('0.0.0.0/1', '128.0.0.0/2', '192.0.0.0/3'),
    anyIp,
  ];
  const text = matrixToTerminal(reachResult(ends, []), { to: () => false });
  expect(text.split('\n').slice(3, 11)).toEqual([
    '10.0.0.0/8',
    '10.1.2.3',
    '10.0.0.0/9 +2',
    'any IPv4',
    'any IPv6',
    'any IP but 0.0.0.0/1',
    'any IPv4 but 224.0.0.0/3',
    'any IP',
  ]);
});

function widest(text: string): number {
  return Math.max(...text.split('\n').map((line) => line.length));
}
