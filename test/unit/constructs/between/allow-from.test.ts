import { reachability } from 'cdk8s-netpol/vitest';
import { expect, test } from 'vitest';
import {
  AllowFrom,
  type AllowFromProps,
  allPods,
  anywhere,
  because,
  DefaultDenyNamespace,
  everyone,
  governedNamespace,
  ipBlock,
  NetworkPolicy,
  namespace,
  namespaces,
  pods,
  provenanceOf,
  sameNamespace,
  statementsOf,
  ThreeTierApp,
  tcp,
} from '../../../../lib/constructs';
import { namesIn, newChart, told, yamlOf } from '../charts';
import { javascript, refusalsOf } from '../dsl/refusals';
import { plainPod } from '../plain-pod';

const api = pods({ app: 'api' });
const web = pods({ app: 'web' });

function newShop() {
  const chart = newChart();
  const shop = new DefaultDenyNamespace(chart, 'shop', { dns: 'none' });
  for (const each of ['shop/api', 'shop/web', 'blog/web', 'blog/api', 'mail/web'] as const) {
    plainPod(chart, each);
  }
  return { chart, shop };
}

/** The flows that end at a pod of `shop`. */
function intoShop(chart: ReturnType<typeof newShop>['chart']): readonly string[] {
  return reachability(chart)
    .flows()
    .split('\n')
    .filter((flow) => flow.includes('-> shop/'));
}

test('namespaces are alternatives, and pods in namespaces must be both', async () => {
  const { chart, shop } = newShop();
  const alice = pods({ role: 'client' }).in(namespaces({ team: 'alice' }));
  new AllowFrom(shop, 'api', { to: api, from: [namespace('blog'), alice], on: tcp(8080) });
  const [policy] = chart.toJson().filter(({ metadata }) => metadata.name === 'api');
  expect(policy.spec.ingress[0].from).toHaveLength(2);
  const written = newChart();
  const props = { to: api, from: [namespace('blog'), alice], on: tcp(8080) };
  new AllowFrom(new DefaultDenyNamespace(written, 'shop'), 'api', props);
  await expect(yamlOf(written)).toMatchFileSnapshot('__snapshots__/allow-from.yaml');
});

test('every pod of a namespace gets in, to these pods and this port only', () => {
  const { chart, shop } = newShop();
  new AllowFrom(shop, 'api', { to: api, from: namespace('blog'), on: tcp(8080) });
  expect(intoShop(chart)).toEqual([
    'blog/api -> shop/api 8080/TCP',
    'blog/web -> shop/api 8080/TCP',
  ]);
});

test('of pods in a namespace neither the others there nor the same elsewhere get in', () => {
  const { chart, shop } = newShop();
  new AllowFrom(shop, 'api', { to: api, from: web.in(namespace('blog')), on: tcp(8080) });
  expect(intoShop(chart)).toEqual(['blog/web -> shop/api 8080/TCP']);
});

test('pods of the same namespace get out as well, because it isolates them', () => {
  const { chart, shop } = newShop();
  new AllowFrom(shop, 'api', { to: api, from: web, on: tcp(8080) });
  expect(intoShop(chart)).toEqual(['shop/web -> shop/api 8080/TCP']);
  expect(namesIn(chart)).toContain('shop/web-to-api');
});

test('the other end is opened where this app isolates it, whenever it says so', () => {
  const { chart, shop } = newShop();
  new AllowFrom(shop, 'api', { to: api, from: web.in(namespace('blog')), on: tcp(8080) });
  new DefaultDenyNamespace(chart, 'blog', { dns: 'none' });
  expect(intoShop(chart)).toEqual(['blog/web -> shop/api 8080/TCP']);
  expect(namesIn(chart)).toContain('blog/web-to-shop-api');
});

test('addresses get in', () => {
  const { chart, shop } = newShop();
  new AllowFrom(shop, 'api', { to: api, from: ipBlock('203.0.113.0/24'), on: tcp(8080) });
  expect(intoShop(chart)).toEqual(['203.0.113.0/24 -> shop/api 8080/TCP']);
});

test('everyone whom nothing holds back gets in where that is said', () => {
  const { chart, shop } = newShop();
  new AllowFrom(shop, 'api', { to: api, from: everyone(), on: tcp(8080) });
  expect(intoShop(chart)).toEqual([
    'blog/api -> shop/api 8080/TCP',
    'blog/web -> shop/api 8080/TCP',
    'mail/web -> shop/api 8080/TCP',
    'any IP -> shop/api 8080/TCP',
  ]);
});

test('a tier is what is reached', () => {
  const chart = newChart();
  const shop = new DefaultDenyNamespace(chart, 'shop', { dns: 'none' });
  const tiers = new ThreeTierApp(shop, 'app', {
    web: { pods: pods({ tier: 'web' }), on: tcp(80) },
    api: { pods: pods({ tier: 'api' }), on: tcp(80) },
    database: { pods: pods({ tier: 'db' }), on: tcp(80) },
  });
  new AllowFrom(shop, 'backup', { to: tiers.database, from: namespace('backup'), on: tcp(5432) });
  const [policy] = chart.toJson().filter(({ metadata }) => metadata.name === 'backup');
  expect(policy.spec.podSelector).toEqual({ matchLabels: { tier: 'db' } });
});

test('it promises that what is one place gets in, and nothing about what may be many', () => {
  const { chart, shop } = newShop();
  const from = [web, namespace('blog'), namespaces({ team: 'alice' }), ipBlock('203.0.113.0/24')];
  new AllowFrom(shop, 'api', { to: api, from, on: tcp(8080) });
  const { intents } = reachability(chart).intents();
  expect(intents.map(({ name, verdict }) => `${name}: ${verdict}`)).toEqual([
    'namespace shop is closed: holds',
    'shop/web reaches shop/api: holds',
    'blog/all-pods reaches shop/api: holds',
  ]);
});

test('nothing is promised of every pod of a namespace', () => {
  const { chart, shop } = newShop();
  new AllowFrom(shop, 'scrape', { to: allPods(), from: namespace('mail'), on: tcp('metrics') });
  expect(statementsOf(chart).flatMap(({ intents }) => intents)).toHaveLength(1);
});

test('its promise is broken where a policy of others isolates the other end', () => {
  const { chart, shop } = newShop();
  new AllowFrom(shop, 'api', { to: api, from: web.in(namespace('mail')), on: tcp(8080) });
  new NetworkPolicy(chart, 'shut', { namespace: 'mail', select: web, egress: [] });
  expect(reachability(chart).intents().summary).toMatchObject({ broken: 1 });
});

test('where ingress is left alone it writes nothing, and opens it once that changes', () => {
  const chart = newChart();
  const shop = governedNamespace(chart, 'shop', { isolated: [] });
  new AllowFrom(shop, 'api', { to: api, from: namespace('blog'), on: tcp(8080) });
  expect(namesIn(chart)).toEqual([]);
  new DefaultDenyNamespace(chart, 'deny', { name: 'shop' });
  expect(namesIn(chart)).toContain('shop/api');
});

test('`isolates: true` writes it where nothing isolates the pods', () => {
  const chart = newChart({ namespace: 'shop' });
  new AllowFrom(chart, 'api', { to: api, from: web, on: tcp(8080), isolates: true });
  expect(chart.toJson()).toMatchObject([{ spec: { policyTypes: ['Ingress'] } }]);
});

test('why it exists is said of both ends', () => {
  const { chart, shop } = newShop();
  because(new AllowFrom(shop, 'api', { to: api, from: web, on: tcp(8080) }), 'orders');
  const reasons = chart.node
    .findAll()
    .filter((each) => each instanceof NetworkPolicy)
    .flatMap((each) => provenanceOf(each)?.rules.map(({ reason }) => reason) ?? []);
  expect(reasons).toEqual([{ reason: 'orders' }, { reason: 'orders' }]);
});

test('pods that nobody isolates are not isolated by surprise', () => {
  const chart = newChart({ namespace: 'shop' });
  const refusals = refusalsOf(
    () => new AllowFrom(chart, 'api', { to: api, from: namespace('blog'), on: tcp(8080) }),
  );
  expect(told(refusals)).toMatchInlineSnapshot(`
    [
      "constructs/isolates-by-surprise: \`AllowFrom\` would isolate \`app=api\` in \`shop\`, and cut everything else that reaches them
    => create a DefaultDenyNamespace, or governedNamespace(scope, 'shop', { isolated: ['ingress'] }), before it; or give \`isolates: true\`
    at () => new AllowFrom(chart, 'api', { to: api, from: namespace('blog'), on: tcp(8080) }),",
    ]
  `);
});

test('pods of another namespace are refused, because a policy there is theirs', () => {
  const { shop } = newShop();
  const props = { to: web.in(namespace('blog')), from: api, on: tcp(80) };
  const refusals = refusalsOf(() => new AllowFrom(shop, 'web', props));
  expect(told(refusals)).toMatchInlineSnapshot(`
    [
      "constructs/not-a-subject: \`to\` of \`AllowFrom\` is pods of namespace \`blog\`, in a policy of \`shop\`
    => put the policy into namespace \`blog\`, as in \`namespace: 'blog'\`
    at const refusals = refusalsOf(() => new AllowFrom(shop, 'web', props));",
    ]
  `);
});

const good = { to: api, from: web, on: tcp(80) };

test.each([
  ['nobody', { ...good, from: [] }, 'constructs/empty-list'],
  ['an unknown peer', { ...good, from: [undefined] }, 'constructs/not-a-peer'],
  ['a text', { ...good, from: 'blog' }, 'constructs/not-a-peer'],
  ['anywhere', { ...good, from: anywhere() }, 'constructs/not-a-peer'],
  ['no port', { ...good, on: [] }, 'constructs/empty-list'],
  ['a port that is left out', { to: api, from: web }, 'constructs/not-a-port'],
  ['a peer as pods', { ...good, to: sameNamespace() }, 'constructs/not-a-subject'],
  ['no pods', { from: web, on: tcp(80) }, 'constructs/not-a-subject'],
  ['a misspelt option', { ...good, form: web }, 'constructs/unknown-option'],
  ['another namespace', { ...good, namespace: 'blog' }, 'constructs/contradicting-namespace'],
])('%s is refused', (_what, props, code) => {
  const { shop } = newShop();
  const [refused] = refusalsOf(() => new AllowFrom(shop, 'x', javascript<AllowFromProps>(props)));
  expect([refused?.code, refused?.source?.file]).toEqual([
    code,
    'test/unit/constructs/between/allow-from.test.ts',
  ]);
});
