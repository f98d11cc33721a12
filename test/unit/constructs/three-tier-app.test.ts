import { expect, test } from 'vitest';
import {
  anywhere,
  DefaultDenyNamespace,
  everyone,
  from,
  governedNamespace,
  ingressNginx,
  internet,
  NetworkPolicy,
  namespace,
  pods,
  sameNamespace,
  statementsOf,
  ThreeTierApp,
  type ThreeTierAppProps,
  tcp,
  to,
} from '../../../lib/constructs';
import { namesIn, newChart, told, yamlOf } from './charts';
import { javascript, refusalsOf } from './dsl/refusals';

const FILE = 'test/unit/constructs/three-tier-app.test.ts';
const TIERS: ThreeTierAppProps = {
  web: { pods: pods({ tier: 'web' }), on: [tcp(8080)], from: [ingressNginx()] },
  api: { pods: pods({ tier: 'api' }), on: [tcp(8080), tcp(9090)] },
  database: { pods: pods({ tier: 'database' }), on: tcp(5432) },
};
const prometheus = pods({ app: 'prometheus' }).in(namespace('monitoring'));

test('each tier reaches the next one, opened at both ends, and says nothing else', async () => {
  const chart = newChart();
  new ThreeTierApp(new DefaultDenyNamespace(chart, 'shop'), 'app', TIERS);
  await expect(yamlOf(chart)).toMatchFileSnapshot('__snapshots__/three-tier-app.yaml');
});

test('a tier lets others in and out by policies of their own', async () => {
  const chart = newChart();
  const tiers = new ThreeTierApp(new DefaultDenyNamespace(chart, 'shop'), 'app', TIERS);
  tiers.api.allowFrom(prometheus, tcp('metrics')).allowTo(internet(), [tcp(443)]);
  tiers.database.allowFrom(sameNamespace(), tcp(5432));
  await expect(yamlOf(chart)).toMatchFileSnapshot('__snapshots__/three-tier-app-allows.yaml');
});

test('the other end is opened where this app isolates it, in its own namespace', async () => {
  const chart = newChart();
  governedNamespace(chart, 'monitoring', { isolated: ['egress'] });
  const tiers = new ThreeTierApp(new DefaultDenyNamespace(chart, 'shop'), 'app', TIERS);
  tiers.api.allowFrom(prometheus, [tcp('metrics')]);
  expect(namesIn(chart)).toContain('monitoring/prometheus-to-shop-app-api');
});

test('the other end is opened as well when its namespace is declared later', () => {
  const chart = newChart();
  const tiers = new ThreeTierApp(new DefaultDenyNamespace(chart, 'shop'), 'app', TIERS);
  tiers.api.allowFrom(prometheus, [tcp('metrics')]);
  const before = namesIn(chart);
  new DefaultDenyNamespace(chart, 'monitoring');
  expect(namesIn(chart)).toEqual([
    ...before,
    'monitoring/prometheus-to-shop-app-api',
    'monitoring/default-deny',
  ]);
});

test('an end that is opened late still points at the line that asked for it', () => {
  const chart = newChart();
  const tiers = new ThreeTierApp(new DefaultDenyNamespace(chart, 'shop'), 'app', TIERS);
  tiers.api.allowFrom(prometheus, [tcp('metrics')]);
  const shop = statementsOf(chart).find(({ construct }) => construct?.endsWith('from-prometheus'));
  expect(shop?.typescript?.file).toBe(FILE);
});

test('two calls for one peer are two policies', () => {
  const chart = newChart();
  const tiers = new ThreeTierApp(new DefaultDenyNamespace(chart, 'shop'), 'app', TIERS);
  tiers.api.allowFrom(prometheus, tcp(9090)).allowFrom(prometheus, tcp(9091));
  expect(namesIn(chart)).toContain('shop/app-api-from-prometheus-2');
});

test('a tier may be open to everyone, and have an egress of its own', () => {
  const chart = newChart();
  new ThreeTierApp(new DefaultDenyNamespace(chart, 'shop'), 'app', {
    ...TIERS,
    web: { ...TIERS.web, from: [everyone()], to: [to(internet()).on(tcp(443))] },
  });
  const [web] = chart.toJson();
  expect(web.spec.ingress).toEqual([{ ports: [{ port: 8080, protocol: 'TCP' }] }]);
  expect(web.spec.egress).toHaveLength(2);
});

test('a tier is a peer of any rule', () => {
  const chart = newChart();
  const tiers = new ThreeTierApp(new DefaultDenyNamespace(chart, 'shop'), 'app', TIERS);
  new NetworkPolicy(chart, 'db', {
    namespace: 'data',
    select: pods({ app: 'db' }),
    ingress: [from(tiers.api).on(tcp(5432))],
  });
  const [db] = chart.toJson().filter(({ metadata }) => metadata.name === 'db');
  expect(db.spec.ingress[0].from).toEqual([
    {
      podSelector: { matchLabels: { tier: 'api' } },
      namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'shop' } },
    },
  ]);
});

test('every tier promises who reaches it', () => {
  const chart = newChart();
  new ThreeTierApp(new DefaultDenyNamespace(chart, 'shop'), 'app', TIERS);
  const promises = statementsOf(chart).flatMap(({ intents }) => intents);
  expect(promises.map(({ kind, name }) => `${kind}: ${name}`)).toMatchInlineSnapshot(`
    [
      "closed: namespace shop is closed",
      "closed: only controller-ingress-nginx reaches shop/app-web",
      "closed: only web reaches shop/app-api",
      "closed: only api reaches shop/app-database",
    ]
  `);
});

test('where only egress is isolated, only egress is written and nothing is sealed', () => {
  const chart = newChart();
  new ThreeTierApp(governedNamespace(chart, 'shop', { isolated: ['egress'] }), 'app', TIERS);
  expect(chart.toJson().map(({ spec }) => spec.policyTypes)).toEqual([['Egress'], ['Egress']]);
  expect(statementsOf(chart).flatMap(({ intents }) => intents)).toEqual([]);
});

test('`isolates: true` seals the tiers in a namespace that nobody isolates', () => {
  const chart = newChart({ namespace: 'shop' });
  new ThreeTierApp(chart, 'app', { ...TIERS, isolates: true });
  expect(chart.toJson().map(({ spec }) => spec.policyTypes)).toEqual(
    Array.from({ length: 3 }, () => ['Ingress', 'Egress']),
  );
});

test('pods that nobody isolates are not isolated by surprise', () => {
  const chart = newChart({ namespace: 'shop' });
  const refusals = refusalsOf(() => new ThreeTierApp(chart, 'app', TIERS));
  expect(told(refusals)).toMatchInlineSnapshot(`
    [
      "constructs/isolates-by-surprise: \`ThreeTierApp\` would isolate \`tier=web\` in \`shop\`, and cut everything else that they reach, and everything else that reaches them
    => create a DefaultDenyNamespace, or governedNamespace(scope, 'shop', { isolated: ['egress', 'ingress'] }), before it; or give \`isolates: true\`
    at const refusals = refusalsOf(() => new ThreeTierApp(chart, 'app', TIERS));",
    ]
  `);
});

const without = (api: unknown) => javascript<ThreeTierAppProps>({ ...TIERS, api });

function refusedWith(props: ThreeTierAppProps): readonly string[] {
  const shop = new DefaultDenyNamespace(newChart(), 'shop');
  return told(refusalsOf(() => new ThreeTierApp(shop, 'app', props)));
}

test('a tier that is missing is refused', () => {
  expect(refusedWith(without(undefined))).toMatchInlineSnapshot(`
    [
      "constructs/missing-option: option \`api\` of \`ThreeTierApp\` is \`undefined\`
    => give it a value, or leave it out
    at return told(refusalsOf(() => new ThreeTierApp(shop, 'app', props)));",
    ]
  `);
});

test('a tier without pods is refused', () => {
  expect(refusedWith(without({ on: tcp(80) }))).toMatchInlineSnapshot(`
    [
      "constructs/missing-part: \`pods\` of \`ThreeTierApp.api\` is \`undefined\`, not pods(...)
    => write pods({ tier: '...' })
    at return told(refusalsOf(() => new ThreeTierApp(shop, 'app', props)));",
    ]
  `);
});

test('a tier without ports is refused', () => {
  expect(refusedWith(without({ pods: pods({ tier: 'api' }) }))).toMatchInlineSnapshot(`
    [
      "constructs/missing-part: \`ThreeTierApp.api\` says no ports
    => give \`on\`, such as [tcp(8080)]
    at return told(refusalsOf(() => new ThreeTierApp(shop, 'app', props)));",
    ]
  `);
});

test('a tier with a misspelt option is refused', () => {
  expect(refusedWith(without({ ...TIERS.api, form: [] }))).toMatchInlineSnapshot(`
    [
      "constructs/unknown-option: \`ThreeTierApp.api\` has no option \`form\`, did you mean \`from\`?
    => use pods, on, from, to
    at return told(refusalsOf(() => new ThreeTierApp(shop, 'app', props)));",
    ]
  `);
});

test('a tier with an empty list of ports is refused', () => {
  expect(refusedWith(without({ ...TIERS.api, on: [] }))).toMatchInlineSnapshot(`
    [
      "constructs/empty-list: \`on\` lists nothing
    => list at least one
    at return told(refusalsOf(() => new ThreeTierApp(shop, 'app', props)));",
    ]
  `);
});

test('letting in nobody is refused', () => {
  const shop = new DefaultDenyNamespace(newChart(), 'shop');
  const tiers = new ThreeTierApp(shop, 'app', TIERS);
  const refusals = refusalsOf(() => tiers.api.allowFrom([], tcp(80)));
  expect(told(refusals)).toMatchInlineSnapshot(`
    [
      "constructs/empty-list: \`from\` lists nothing
    => list at least one
    at const refusals = refusalsOf(() => tiers.api.allowFrom([], tcp(80)));",
    ]
  `);
});

test.each([
  [{ from: [everyone(), pods({ app: 'x' })] }, 'constructs/stands-alone'],
  [{ from: [anywhere()] }, 'constructs/not-a-peer'],
  [{ from: [undefined] }, 'constructs/not-a-peer'],
  [{ from: new Array(1) }, 'constructs/not-a-peer'],
  [{ from: pods({ app: 'x' }) }, 'constructs/missing-part'],
  [{ from: undefined }, 'constructs/missing-option'],
  [{ to: [from(everyone()).on(tcp(80))] }, 'constructs/not-a-rule'],
  [{ to: [to(internet())] }, 'constructs/rule-without-ports'],
  [{ to: to(internet()).on(tcp(80)) }, 'constructs/not-a-rule'],
  [{ to: [undefined] }, 'constructs/not-a-rule'],
  [{ to: new Array(1) }, 'constructs/not-a-rule'],
])('a tier with %j is refused', (wrong, code) => {
  const shop = new DefaultDenyNamespace(newChart(), 'shop');
  const props = without({ ...TIERS.api, ...wrong });
  const [refused] = refusalsOf(() => new ThreeTierApp(shop, 'app', props));
  expect([refused?.code, refused?.source?.file]).toEqual([code, FILE]);
});

test.each([[undefined], [null], [anywhere()], [[everyone(), pods({ app: 'x' })]], ['all']])(
  'letting in %j is refused',
  (peers) => {
    const shop = new DefaultDenyNamespace(newChart(), 'shop');
    const tiers = new ThreeTierApp(shop, 'app', TIERS);
    const [refused] = refusalsOf(() => tiers.api.allowFrom(javascript(peers), tcp(80)));
    expect(refused?.source?.file).toBe(FILE);
  },
);

test('letting in everyone may be said as a list', () => {
  const chart = newChart();
  const tiers = new ThreeTierApp(new DefaultDenyNamespace(chart, 'shop'), 'app', TIERS);
  tiers.api.allowFrom(javascript([everyone()]), tcp(80));
  expect(namesIn(chart)).toContain('shop/app-api-from-any');
});
