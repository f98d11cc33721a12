import { reachability } from 'cdk8s-netpol/vitest';
import { expect, test } from 'vitest';
import {
  AllowTo,
  type AllowToProps,
  anywhere,
  DefaultDenyNamespace,
  everyone,
  namespace,
  namespaces,
  pods,
  tcp,
} from '../../../../lib/constructs';
import { namesIn, newChart, told, yamlOf } from '../charts';
import { javascript, refusalsOf } from '../dsl/refusals';
import { plainPod } from '../plain-pod';

const api = pods({ app: 'api' });
const search = pods({ app: 'search' });

function newShop() {
  const chart = newChart();
  const shop = new DefaultDenyNamespace(chart, 'shop', { dns: 'none' });
  for (const each of ['shop/api', 'shop/search', 'data/search', 'data/api'] as const) {
    plainPod(chart, each);
  }
  return { chart, shop };
}

function outOfShop(chart: ReturnType<typeof newShop>['chart']): readonly string[] {
  return reachability(chart)
    .flows()
    .split('\n')
    .filter((flow) => flow.startsWith('shop/'));
}

test('pods reach pods in a namespace, opened at both ends where both are isolated', async () => {
  const chart = newChart();
  const shop = new DefaultDenyNamespace(chart, 'shop', { dns: 'none' });
  new AllowTo(shop, 'search', { from: api, to: search.in(namespace('data')), on: tcp(9200) });
  new DefaultDenyNamespace(chart, 'data', { dns: 'none' });
  await expect(yamlOf(chart)).toMatchFileSnapshot('__snapshots__/allow-to.yaml');
});

test('neither other pods there nor the same here are reached', () => {
  const { chart, shop } = newShop();
  new AllowTo(shop, 'search', { from: api, to: search.in(namespace('data')), on: tcp(9200) });
  expect(outOfShop(chart)).toEqual(['shop/api -> data/search 9200/TCP']);
});

test('both ends of one namespace are opened', () => {
  const { chart, shop } = newShop();
  new AllowTo(shop, 'search', { from: api, to: search, on: tcp(9200) });
  expect(outOfShop(chart)).toEqual(['shop/api -> shop/search 9200/TCP']);
  expect(namesIn(chart)).toContain('shop/search-from-search');
});

test('anywhere is reached where that is said', () => {
  const { chart, shop } = newShop();
  new AllowTo(shop, 'out', { from: api, to: anywhere(), on: tcp(443) });
  expect(outOfShop(chart)).toEqual([
    'shop/api -> data/api 443/TCP',
    'shop/api -> data/search 443/TCP',
    'shop/api -> any IP 443/TCP',
  ]);
});

test('it promises that what is one place is reached', () => {
  const { chart, shop } = newShop();
  const to = [search.in(namespace('data')), search.in(namespaces({ team: 'alice' }))];
  new AllowTo(shop, 'search', { from: api, to, on: tcp(9200) });
  const { intents } = reachability(chart).intents();
  expect(intents.map(({ name, verdict }) => `${name}: ${verdict}`)).toEqual([
    'namespace shop is closed: holds',
    'shop/api reaches data/search: holds',
  ]);
});

test('pods that nobody isolates are not isolated by surprise', () => {
  const chart = newChart({ namespace: 'shop' });
  const refusals = refusalsOf(
    () => new AllowTo(chart, 'search', { from: api, to: search, on: tcp(9200) }),
  );
  expect(told(refusals)).toMatchInlineSnapshot(`
    [
      "constructs/isolates-by-surprise: \`AllowTo\` would isolate \`app=api\` in \`shop\`, and cut everything else that they reach
    => create a DefaultDenyNamespace, or governedNamespace(scope, 'shop', { isolated: ['egress'] }), before it; or give \`isolates: true\`
    at () => new AllowTo(chart, 'search', { from: api, to: search, on: tcp(9200) }),",
    ]
  `);
});

test.each([
  ['nobody', { from: api, to: [], on: tcp(80) }, 'constructs/empty-list'],
  ['everyone', { from: api, to: everyone(), on: tcp(80) }, 'constructs/not-a-peer'],
  ['no port', { from: api, to: search }, 'constructs/not-a-port'],
  ['no pods', { to: search, on: tcp(80) }, 'constructs/not-a-subject'],
  ['a misspelt option', { from: api, too: search, on: tcp(80) }, 'constructs/unknown-option'],
])('%s is refused', (_what, props, code) => {
  const { shop } = newShop();
  const [refused] = refusalsOf(() => new AllowTo(shop, 'x', javascript<AllowToProps>(props)));
  expect(refused?.code).toBe(code);
});
