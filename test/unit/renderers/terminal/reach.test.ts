import { expect, test } from 'vitest';
import { reachToTerminal } from '../../../../lib/renderers';
import {
  anyIp,
  deployment,
  everyPort,
  flow,
  HOSTILE,
  reachResult,
  shop,
  tcp,
} from '../support/results';

const unicode = { glyphs: 'unicode' } as const;

test('one row tells what is reached, by whom, on which ports, and by which policy', async () => {
  await expect(reachToTerminal(shop, unicode)).toMatchFileSnapshot('__snapshots__/reach.txt');
});

test('four columns that do not fit become a heading for each destination', async () => {
  const text = reachToTerminal(shop, { ...unicode, width: 50 });
  await expect(text).toMatchFileSnapshot('__snapshots__/reach-narrow.txt');
});

test('the ports a flow leaves open are all other ports', () => {
  const [a, b] = [deployment('n/a'), deployment('n/b')];
  const undecided = {
    TCP: [[1, 79] as const, [81, 65_535] as const],
    UDP: [[1, 65_535] as const],
    SCTP: [[1, 65_535] as const],
  };
  const text = reachToTerminal(reachResult([a, b], [flow(a, b, { allowed: tcp(80), undecided })]));
  expect(text).toContain('? all other ports');
});

test('ends that no policy isolates are said to be open', () => {
  const [a, b] = [deployment('n/a'), deployment('n/b')];
  const text = reachToTerminal(reachResult([a, b], [flow(a, b, { allowed: everyPort })]));
  expect(text).toContain('not isolated: no policy selects either end');
});

test('sources that agree are one row when they are everyone', () => {
  const ends = [deployment('n/a'), deployment('n/b'), anyIp];
  const [to = anyIp] = ends;
  const flows = ends.map((from) => flow(from, to, { allowed: tcp(80), by: ['n/a'] }));
  expect(reachToTerminal(reachResult(ends, flows))).toMatch(/^a {3}everyone \(3\) {2}80\/TCP/m);
});

test('the workloads of a namespace that agree are one row', () => {
  const shopEnds = ['shop/a', 'shop/b', 'shop/c'].map(deployment);
  const to = deployment('ops/log');
  const flows = shopEnds.map((from) => flow(from, to, { allowed: tcp(80), by: ['ops/log'] }));
  const text = reachToTerminal(reachResult([to, ...shopEnds, anyIp], flows));
  expect(text).toContain('ops/log  shop/* (3)  80/TCP  ops/log\n');
});

test('no flow at all is a sentence', () => {
  expect(reachToTerminal(reachResult([deployment('n/a')], []))).toMatchInlineSnapshot(`
    "namespace n, profile portable

    no flow is allowed; 1 workload, 3 policies, profile portable.
    "
  `);
});

test('policies that do not fit are counted', () => {
  const [a, b] = [deployment('n/a'), deployment('n/b')];
  const by = Array.from({ length: 9 }, (_, i) => `n/a-policy-with-a-long-name-${i}`);
  const text = reachToTerminal(reachResult([a, b], [flow(a, b, { allowed: tcp(80), by })]));
  expect(text).toContain('a-policy-with-a-long-name-0, a-policy-with-a-long-name-1 +7\n');
});

test('hostile names stay on their line', () => {
  const [a, b] = [deployment(`n/${HOSTILE}`), deployment('n/b')];
  const result = reachResult([a, b], [flow(a, b, { allowed: tcp(80), by: [HOSTILE] })]);
  const text = reachToTerminal({ ...result, profile: HOSTILE });
  expect(text).not.toContain('\u001b');
  expect(text.split('\n')).toHaveLength(7);
});

test('rendering twice gives the same bytes', () => {
  expect(reachToTerminal(shop)).toBe(reachToTerminal(shop));
});
