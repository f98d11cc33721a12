import { expect, test } from 'vitest';
import { explainToTerminal } from '../../../../lib/renderers';
import type { ExplainResult, Explanation } from '../../../../lib/results';
import {
  anyIp,
  closedGate,
  deniedCase,
  deployment,
  everyPort,
  explained,
  HOSTILE,
  missedRule,
  openGate,
  tcp,
} from '../support/results';

const unicode = { glyphs: 'unicode' } as const;

test('a denial shows both halves, the closest rule and what would open it', async () => {
  await expect(explainToTerminal(explained([deniedCase]), unicode)).toMatchFileSnapshot(
    '__snapshots__/explain-denied.txt',
  );
});

test('without Unicode a condition is ok or FAIL', async () => {
  const text = explainToTerminal(explained([deniedCase]));
  expect(text).toMatch(/^[\n\x20-\x7e]*$/);
  await expect(text).toMatchFileSnapshot('__snapshots__/explain-ascii.txt');
});

const allowedIngress = {
  ...closedGate,
  verdict: 'allowed',
  missedBy: [],
  allowedBy: [{ ...missedRule, path: 'ingress[0]', predicates: [] }],
} as const;

test('a rule without peers and ports does not restrict, in the words of kubectl', async () => {
  const result = explained([{ ...deniedCase, verdict: 'allowed', ingress: allowedIngress }]);
  await expect(explainToTerminal(result, unicode)).toMatchFileSnapshot(
    '__snapshots__/explain-allowed.txt',
  );
});

test('an undecided flow names the question, and how to settle it', async () => {
  const result = explained([
    {
      ...deniedCase,
      verdict: 'undecided',
      reasons: [{ id: 'host-network-is-subject', question: 'Is a hostNetwork pod isolated?' }],
      ingress: { ...closedGate, verdict: 'undecided', reasons: ['host-network-is-subject'] },
    },
  ]);
  await expect(explainToTerminal(result, unicode)).toMatchFileSnapshot(
    '__snapshots__/explain-undecided.txt',
  );
});

test('of several cases the last one is all other ports', () => {
  const rest = {
    TCP: [[1, 5431] as const, [5433, 65_535] as const],
    UDP: [[1, 65_535] as const],
    SCTP: [[1, 65_535] as const],
  };
  const text = explainToTerminal(
    explained([
      { ...deniedCase, verdict: 'allowed', ingress: allowedIngress },
      { ...deniedCase, ports: rest },
    ]),
  );
  expect(text).toContain('shop/web -> shop/db  all other ports   DENIED');
  expect(text).toContain('1 pair, 2 cases: 1 allowed, 1 denied, 0 undecided');
});

test('a pod always reaches itself', () => {
  const end = deployment('shop/web');
  const result = explained([{ ...deniedCase, verdict: 'allowed', itself: true }], {
    from: end,
    to: end,
  });
  expect(explainToTerminal(result)).toContain('no policy can cut a pod off from itself');
});

test('addresses outside the cluster are not governed', () => {
  const egress = { ...openGate('egress', anyIp.id), exemption: 'not-a-pod' } as const;
  const text = explainToTerminal(explained([{ ...deniedCase, egress }], { from: anyIp }));
  expect(text).toContain('any IP is outside the cluster: policies govern pods only');
});

test('an exemption that is only possible does not hide the rules', () => {
  const ingress = { ...closedGate, exemption: 'from-own-node' } as const;
  const text = explainToTerminal(explained([{ ...deniedCase, ingress }]));
  expect(text).not.toContain('always allowed\n');
  expect(text).toContain('no rule matches');
});

const misses = Array.from({ length: 5 }, (_, i) => ({ ...missedRule, path: `ingress[${i}]` }));

test('only the closest rules are shown, and the rest counted', () => {
  const ingress = { ...closedGate, missedBy: misses };
  const text = explainToTerminal(explained([{ ...deniedCase, ingress }]));
  expect(text).toContain('no rule matches. Closest first:');
  expect(text).toContain('... and 2 more that do not match (-v shows all)');
  expect(text).not.toContain('ingress[4]');
});

test('all rules are shown when asked for', () => {
  const ingress = { ...closedGate, missedBy: misses };
  const text = explainToTerminal(explained([{ ...deniedCase, ingress }]), { rules: 'all' });
  expect(text).toContain('ingress[4]');
});

test('all ports are said in words', () => {
  expect(explainToTerminal(explained([{ ...deniedCase, ports: everyPort }]))).toContain(
    'shop/web -> shop/db  all ports   DENIED',
  );
});

test('hostile text stays on its line', () => {
  const evil = { ...missedRule, policy: HOSTILE, path: HOSTILE, source: { file: HOSTILE } };
  const ingress = { ...closedGate, missedBy: [evil] };
  const calm = { ...closedGate, missedBy: [{ ...missedRule, policy: 'shop/other' }] };
  const lines = (each: typeof closedGate) =>
    explainToTerminal(explained([{ ...deniedCase, ports: tcp(1), ingress: each }])).split('\n');
  expect(lines(ingress)).toHaveLength(lines(calm).length);
  expect(lines(ingress).join('')).not.toContain('\u001b');
});

/** The same explanation for each pod of one workload. */
function ofPods(ports: readonly number[]): ExplainResult {
  const [only] = explained([deniedCase]).explanations;
  if (only === undefined) expect.fail('nothing is explained');
  const explanations = ports.map((port, i): Explanation => {
    const from = { ...deployment('shop/web'), id: `shop/web[web-${i}]`, pods: [`web-${i}`] };
    const egress = openGate('egress', from.id);
    return { ...only, from, cases: [{ ...deniedCase, egress, ports: tcp(port) }] };
  });
  return { ...explained([deniedCase]), explanations };
}

test('pods of a workload that have one explanation are told of once', () => {
  const text = explainToTerminal(ofPods([80, 80, 80]));
  expect(text.match(/^shop\/web\[web-\d\] ->/gm)).toEqual(['shop/web[web-0] ->']);
  expect(text).toContain('The same holds for 2 more pairs of pods of these ends');
  expect(text).toContain('3 pairs, 3 cases: 0 allowed, 3 denied, 0 undecided');
});

test('a pod with an explanation of its own is told of', () => {
  const text = explainToTerminal(ofPods([80, 81, 80]));
  expect(text.match(/^shop\/web\[web-\d\] ->/gm)).toHaveLength(2);
  expect(text).toContain('The same holds for 1 more pair of pods');
});

test('where everything is asked for, nothing is told once for several', () => {
  const text = explainToTerminal(ofPods([80, 80, 80]), { repeats: 'shown' });
  expect(text.match(/^shop\/web\[web-\d\] ->/gm)).toHaveLength(3);
  expect(text).not.toContain('The same holds');
});
