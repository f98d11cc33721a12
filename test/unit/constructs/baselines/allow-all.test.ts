import { App, Chart } from 'cdk8s';
import { reachability } from 'cdk8s-netpol/vitest';
import { expect, test } from 'vitest';
import {
  AllowAll,
  type AllowAllProps,
  allPods,
  BlockCloudMetadata,
  DefaultDenyNamespace,
  from,
  NetworkPolicy,
  type NetworkPolicyProps,
  namespace,
  pods,
  provenanceOf,
  statementsOf,
  tcp,
} from '../../../../lib/constructs';
import { newChart, told, yamlOf } from '../charts';
import { javascript, refusalsOf } from '../dsl/refusals';
import { plainPod } from '../plain-pod';

const because = 'moves behind the gateway in June';
const both: AllowAllProps = { directions: ['ingress', 'egress'], because };

test('every pod is open, in both directions', async () => {
  const chart = newChart({ namespace: 'legacy' });
  new AllowAll(chart, 'open', both);
  await expect(yamlOf(chart)).toMatchFileSnapshot('__snapshots__/allow-all.yaml');
});

test('some pods are open in one direction', async () => {
  const chart = newChart({ namespace: 'legacy' });
  new AllowAll(chart, 'open', { for: pods({ app: 'web' }), directions: ['ingress'], because });
  await expect(yamlOf(chart)).toMatchFileSnapshot('__snapshots__/allow-all-ingress.yaml');
});

test('what others isolate is open, for these pods and in these directions only', () => {
  const chart = newChart();
  const shop = new DefaultDenyNamespace(chart, 'shop', { dns: 'none' });
  const web = pods({ app: 'web' });
  new AllowAll(shop, 'open', { for: web, directions: ['ingress'], because, reopens: true });
  plainPod(chart, 'shop/web');
  plainPod(chart, 'shop/db');
  plainPod(chart, 'open/client');
  expect(reachability(chart).flows()).toMatchInlineSnapshot(`
    "open/client -> shop/web all
    open/client -> any IP all
    any IP -> open/client all
    any IP -> shop/web all"
  `);
});

test('it states what it opens, so that the namespace is still as promised', () => {
  const chart = newChart();
  const shop = new DefaultDenyNamespace(chart, 'shop', { dns: 'none' });
  new AllowAll(shop, 'open', { ...both, reopens: true });
  expect(reachability(chart).intents().summary).toMatchObject({ holds: 1, broken: 0 });
});

test('it breaks the promise that metadata stays blocked, because that one is hard', () => {
  const chart = newChart();
  const shop = new DefaultDenyNamespace(chart, 'shop', { dns: 'none' });
  new BlockCloudMetadata(shop, 'metadata');
  new AllowAll(shop, 'open', { ...both, reopens: true });
  expect(reachability(chart).intents().summary).toMatchObject({ broken: 1 });
});

test('why, who and until stand beside the manifest', () => {
  const chart = newChart({ namespace: 'legacy' });
  const open = new AllowAll(chart, 'open', { ...both, owner: 'web', until: '2099-06-30' });
  const rules = open.node.findAll().flatMap((each) => provenanceOf(each)?.rules ?? []);
  expect(rules[0]?.reason).toEqual({ reason: because, owner: 'web', until: '2099-06-30' });
});

test('it states the flows by the line that wrote it', () => {
  const chart = newChart({ namespace: 'legacy' });
  new AllowAll(chart, 'open', both);
  const [said] = statementsOf(chart);
  expect([said?.flows.length, said?.typescript?.file]).toEqual([
    2,
    'test/unit/constructs/baselines/allow-all.test.ts',
  ]);
});

test('opening a default deny is refused', () => {
  const shop = new DefaultDenyNamespace(newChart(), 'shop', { directions: ['ingress'] });
  const refusals = refusalsOf(() => new AllowAll(shop, 'open', both));
  expect(told(refusals)).toMatchInlineSnapshot(`
    [
      "constructs/reopens-default-deny: \`AllowAll\` would open ingress in \`shop\`, where it is denied
    => allow what is needed by AllowFrom or AllowTo, or give \`reopens: true\`
    at const refusals = refusalsOf(() => new AllowAll(shop, 'open', both));",
    ]
  `);
});

test('opening a deny that is written by hand is refused as well', () => {
  const chart = newChart({ namespace: 'shop' });
  new NetworkPolicy(chart, 'deny', { select: allPods(), egress: [] });
  const [refused] = refusalsOf(() => new AllowAll(chart, 'open', both));
  expect(refused?.code).toBe('constructs/reopens-default-deny');
});

test('a default deny that comes later is reported when the app is synthesized', () => {
  const app = new App({ outdir: '/nonexistent' });
  const chart = new Chart(app, 'shop');
  new AllowAll(chart, 'open', { ...both, namespace: 'shop' });
  new DefaultDenyNamespace(chart, 'shop', { directions: ['egress'] });
  expect(() => app.synth()).toThrow(/would open egress in `shop`, where it is denied/);
});

test('a deny that is written by hand later is reported as well', () => {
  const app = new App({ outdir: '/nonexistent' });
  const chart = new Chart(app, 'shop', { namespace: 'shop' });
  new AllowAll(chart, 'open', both);
  new NetworkPolicy(chart, 'deny', { select: allPods(), ingress: [] });
  expect(() => app.synth()).toThrow(/would open ingress in `shop`, where it is denied/);
});

test.each<[string, NetworkPolicyProps]>([
  ['opens something', { select: allPods(), ingress: [from(pods({ app: 'a' })).on(tcp(80))] }],
  ['denies some pods', { select: pods({ app: 'web' }), ingress: [] }],
  ['denies another namespace', { select: allPods(), ingress: [], namespace: 'other' }],
])('a later policy that %s is no default deny, so nothing is reopened', (_, props) => {
  const chart = newChart({ namespace: 'shop' });
  const { node } = new AllowAll(chart, 'open', { ...both, directions: ['ingress'] });
  new NetworkPolicy(chart, 'later', props);
  expect(node.validate()).toEqual([]);
});

test('a later deny is opened where that is said', () => {
  const chart = newChart({ namespace: 'shop' });
  const { node } = new AllowAll(chart, 'open', { ...both, reopens: true });
  new NetworkPolicy(chart, 'deny', { select: allPods(), ingress: [] });
  expect(node.validate()).toEqual([]);
});

test('a reason that says nothing is refused', () => {
  const chart = newChart({ namespace: 'legacy' });
  const refusals = refusalsOf(() => new AllowAll(chart, 'open', { ...both, because: 'legacy' }));
  expect(told(refusals)).toMatchInlineSnapshot(`
    [
      "constructs/needs-a-reason: \`because\` of \`AllowAll\` is \`'legacy'\`, shorter than 10 characters
    => give \`because\`: why nothing is to protect these pods
    at const refusals = refusalsOf(() => new AllowAll(chart, 'open', { ...both, because: 'legacy' }));",
    ]
  `);
});

test.each([
  ['no reason', { directions: ['ingress'] }, 'constructs/needs-a-reason'],
  ['no direction', { because }, 'constructs/unknown-direction'],
  ['an empty list of directions', { because, directions: [] }, 'constructs/unknown-direction'],
  ['a peer as pods', { ...both, for: { kind: 'same-namespace' } }, 'constructs/not-a-subject'],
  [
    'pods of another namespace',
    { ...both, for: pods({ app: 'web' }).in(namespace('b')) },
    'constructs/not-a-subject',
  ],
  ['an end that is no day', { ...both, until: 'June' }, 'constructs/illegal-until'],
  ['`reopens` that is not true', { ...both, reopens: undefined }, 'constructs/missing-option'],
  ['a misspelt option', { ...both, becuase: '' }, 'constructs/unknown-option'],
])('%s is refused', (_what, props, code) => {
  const given = javascript<AllowAllProps>(props);
  const [refused] = refusalsOf(() => new AllowAll(newChart({ namespace: 'a' }), 'open', given));
  expect(refused?.code).toBe(code);
});
