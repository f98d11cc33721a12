import { reachability } from 'cdk8s-netpol/vitest';
import { expect, test } from 'vitest';
import {
  DefaultDenyNamespace,
  governedNamespace,
  ingressNginx,
  namespace,
  pods,
  statementsOf,
  ThreeTierApp,
  TieredApp,
  tcp,
} from '../../../../lib/constructs';
import { namesIn, newChart, told, yamlOf } from '../charts';
import { javascript, refusalsOf } from '../dsl/refusals';
import { plainPod } from '../plain-pod';

const tier = (name: string, port: number) => ({ pods: pods({ tier: name }), on: tcp(port) });
const FOUR = {
  web: { ...tier('web', 8080), from: [ingressNginx()] },
  api: tier('api', 8080),
  cache: tier('cache', 6379),
  store: tier('store', 9000),
};

function newShop() {
  const chart = newChart();
  return { chart, shop: new DefaultDenyNamespace(chart, 'shop', { dns: 'none' }) };
}

test('each tier reaches the next one, opened at both ends', async () => {
  const { chart, shop } = newShop();
  new TieredApp(shop, 'app', FOUR);
  await expect(yamlOf(chart)).toMatchFileSnapshot('__snapshots__/tiered-app.yaml');
});

test('no tier reaches the one in front, itself, or the one after the next', () => {
  const { chart, shop } = newShop();
  new TieredApp(shop, 'app', FOUR);
  for (const name of Object.keys(FOUR)) plainPod(chart, `shop/${name}`, { tier: name });
  plainPod(chart, 'shop/stranger');
  const flows = reachability(chart).flows().split('\n');
  expect(flows).toEqual([
    'shop/api -> shop/cache 6379/TCP',
    'shop/cache -> shop/store 9000/TCP',
    'shop/web -> shop/api 8080/TCP',
  ]);
});

test('every tier promises who reaches it, and the promises hold', () => {
  const { chart, shop } = newShop();
  new TieredApp(shop, 'app', FOUR);
  const { intents } = reachability(chart).intents();
  expect(intents.map(({ name, verdict }) => `${name}: ${verdict}`)).toEqual([
    'namespace shop is closed: holds',
    'only controller-ingress-nginx reaches shop/app-web: holds',
    'only web reaches shop/app-api: holds',
    'only api reaches shop/app-cache: holds',
    'only cache reaches shop/app-store: holds',
  ]);
});

test('three tiers of any names become what ThreeTierApp writes', () => {
  const [some, three] = [newShop(), newShop()];
  const tiers = { web: FOUR.web, api: FOUR.api, database: tier('db', 5432) };
  new TieredApp(some.shop, 'app', tiers);
  new ThreeTierApp(three.shop, 'app', tiers);
  expect(yamlOf(some.chart)).toBe(yamlOf(three.chart));
});

test('one tier alone is sealed', () => {
  const { chart, shop } = newShop();
  new TieredApp(shop, 'app', { web: FOUR.web });
  expect(statementsOf(chart).flatMap(({ intents }) => intents.map(({ name }) => name))).toEqual([
    'namespace shop is closed',
    'only controller-ingress-nginx reaches shop/app-web',
  ]);
});

test('where the manifests of others isolate the pods, only what this app shows is promised', () => {
  const chart = newChart();
  const shop = governedNamespace(chart, 'shop', { isolated: ['ingress'] });
  new TieredApp(shop, 'app', { web: tier('web', 8080), api: FOUR.api });
  const { intents } = reachability(chart).intents();
  expect(intents.map(({ name, verdict }) => `${name}: ${verdict}`)).toEqual([
    'only web reaches shop/app-api: holds',
  ]);
});

test('a tier lets others in by a policy of its own', () => {
  const { chart, shop } = newShop();
  const app = new TieredApp(shop, 'app', FOUR);
  app.tier('cache').allowFrom(pods({ app: 'warmer' }).in(namespace('jobs')), tcp(6379));
  expect(namesIn(chart)).toContain('shop/app-cache-from-warmer');
});

test('`isolates: true` seals the tiers in a namespace that nobody isolates', () => {
  const chart = newChart();
  new TieredApp(chart, 'app', FOUR, { namespace: 'shop', isolates: true });
  expect(namesIn(chart)).toEqual([
    'shop/app-web',
    'shop/app-api',
    'shop/app-cache',
    'shop/app-store',
  ]);
});

test('pods that nobody isolates are not isolated by surprise', () => {
  const chart = newChart({ namespace: 'shop' });
  const refusals = refusalsOf(() => new TieredApp(chart, 'app', { web: FOUR.web }));
  expect(told(refusals)).toMatchInlineSnapshot(`
    [
      "constructs/isolates-by-surprise: \`TieredApp\` would isolate \`tier=web\` in \`shop\`, and cut everything else that they reach, and everything else that reaches them
    => create a DefaultDenyNamespace, or governedNamespace(scope, 'shop', { isolated: ['egress', 'ingress'] }), before it; or give \`isolates: true\`
    at const refusals = refusalsOf(() => new TieredApp(chart, 'app', { web: FOUR.web }));",
    ]
  `);
});

test('a tier that is not among them is refused', () => {
  const app = new TieredApp(newShop().shop, 'app', FOUR);
  const refusals = refusalsOf(() => app.tier(javascript('cash')));
  expect(told(refusals)).toMatchInlineSnapshot(`
    [
      "constructs/unknown-tier: \`shop/shop/app\` has no tier \`'cash'\`
    => use web, api, cache, store
    at const refusals = refusalsOf(() => app.tier(javascript('cash')));",
    ]
  `);
});

test('a name that JavaScript would put first is refused', () => {
  const refusals = refusalsOf(
    () => new TieredApp(newShop().shop, 'app', { web: FOUR.web, 1: FOUR.api }),
  );
  expect(told(refusals)).toMatchInlineSnapshot(`
    [
      "constructs/illegal-tier-name: a tier of \`TieredApp\` is called \`'1'\`, which JavaScript would put first
    => use lower case letters, digits and hyphens, and a letter first
    at () => new TieredApp(newShop().shop, 'app', { web: FOUR.web, 1: FOUR.api }),",
    ]
  `);
});

test.each([
  ['no tier', {}, {}, 'constructs/missing-part'],
  ['nothing', undefined, {}, 'constructs/missing-part'],
  ['a tier that is not there', { web: undefined }, {}, 'constructs/missing-part'],
  ['a tier without ports', { web: { pods: FOUR.web.pods } }, {}, 'constructs/missing-part'],
  ['a tier without pods', { web: { on: tcp(80) } }, {}, 'constructs/missing-part'],
  ['an illegal name', { Web: FOUR.web }, {}, 'constructs/illegal-tier-name'],
  ['a misspelt option', FOUR, { isolate: true }, 'constructs/unknown-option'],
  ['another namespace', FOUR, { namespace: 'blog' }, 'constructs/contradicting-namespace'],
])('%s is refused', (_what, tiers, options, code) => {
  const { shop } = newShop();
  const build = () => new TieredApp(shop, 'app', javascript(tiers), javascript(options));
  const [refused] = refusalsOf(build);
  expect([refused?.code, refused?.source?.file]).toEqual([
    code,
    'test/unit/constructs/between/tiered-app.test.ts',
  ]);
});
