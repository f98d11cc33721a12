import { ApiObject, App, Chart } from 'cdk8s';
import { expect, test } from 'vitest';
import {
  AllowDns,
  AllowFrom,
  allPods,
  because,
  Connection,
  DefaultDenyNamespace,
  from,
  governedNamespace,
  NetworkPolicy,
  namespace,
  pods,
  provenanceOf,
  ThreeTierApp,
  TODAY_CONTEXT,
  tcp,
} from '../../../lib/constructs';
import { newChart } from './charts';
import { refusalsOf } from './dsl/refusals';

const web = pods({ app: 'web' });
const db = pods({ app: 'db' });

/** `shop/db: orders are read, -`: each policy of an app with the reasons of its rules. */
function reasonsIn(scope: Chart): readonly string[] {
  return scope.node.root.node.findAll().flatMap((construct) => {
    const { metadata } = construct instanceof ApiObject ? construct : {};
    const rules = (metadata && provenanceOf(construct)?.rules) ?? [];
    const said = rules.map(({ reason }) => reason?.reason ?? '-');
    return said.length === 0
      ? []
      : [`${metadata?.namespace}/${metadata?.name}: ${said.join(', ')}`];
  });
}

function connected(shop: DefaultDenyNamespace): Connection {
  return new Connection(shop, 'orders', {
    from: web,
    to: db.in(namespace('data')),
    on: tcp(5432),
  });
}

test('the reason of a construct is that of the rules at both ends, wherever these stand', () => {
  const chart = newChart();
  new DefaultDenyNamespace(chart, 'data', { dns: 'none' });
  const shop = new DefaultDenyNamespace(chart, 'shop', { dns: 'none' });
  because(connected(shop), 'orders are read');
  expect(reasonsIn(chart)).toEqual([
    'data/shop-orders-ingress: orders are read',
    'shop/orders-egress: orders are read',
  ]);
});

test('it counts for an end that opens later', () => {
  const chart = newChart();
  governedNamespace(chart, 'data', { isolated: [] });
  const shop = new DefaultDenyNamespace(chart, 'shop', { dns: 'none' });
  because(connected(shop), 'orders are read');
  new NetworkPolicy(chart, 'deny', { namespace: 'data', select: allPods(), ingress: [] });
  expect(reasonsIn(chart)).toContain('data/shop-orders-ingress: orders are read');
});

test('it counts for what peers of a tier are opened by', () => {
  const chart = newChart();
  new DefaultDenyNamespace(chart, 'monitoring', { dns: 'none' });
  const shop = new DefaultDenyNamespace(chart, 'shop', { dns: 'none' });
  const tier = (name: string) => ({ pods: pods({ tier: name }), on: tcp(80) });
  const tiers = new ThreeTierApp(shop, 'app', {
    web: tier('web'),
    api: tier('api'),
    database: tier('database'),
  });
  because(tiers, 'the shop');
  tiers.api.allowFrom(pods({ app: 'prometheus' }).in(namespace('monitoring')), tcp(81));
  expect(reasonsIn(chart)).toContain('monitoring/prometheus-to-shop-app-api: the shop');
  expect(reasonsIn(chart).filter((line) => line.includes('-,') || line.endsWith('-'))).toEqual([]);
});

test('a rule that says its own reason keeps it', () => {
  const chart = newChart({ namespace: 'shop' });
  const policy = new NetworkPolicy(chart, 'db', {
    select: db,
    ingress: [from(web).on(tcp(5432)).because('orders'), from(web).on(tcp(9187))],
  });
  because(policy, 'the database');
  expect(reasonsIn(chart)).toEqual(['shop/db: orders, the database']);
});

test('the nearest construct counts, and of one construct what was said last', () => {
  const chart = newChart();
  const shop = because(new DefaultDenyNamespace(chart, 'shop', { dns: 'none' }), 'the shop');
  const inner = new Connection(shop, 'a', { from: web, to: db, on: tcp(80) });
  new Connection(shop, 'b', { from: web, to: db, on: tcp(81) });
  because(because(inner, 'first'), 'last');
  expect(reasonsIn(chart)).toEqual([
    'shop/a-egress: last',
    'shop/a-ingress: last',
    'shop/b-egress: the shop',
    'shop/b-ingress: the shop',
  ]);
});

test('without a reason there is none', () => {
  const chart = newChart();
  const shop = new DefaultDenyNamespace(chart, 'shop', { dns: 'none' });
  new Connection(shop, 'a', { from: web, to: db, on: tcp(80) });
  expect(reasonsIn(chart)).toEqual(['shop/a-egress: -', 'shop/a-ingress: -']);
});

test('AllowDns says itself why it exists', () => {
  const chart = newChart();
  new AllowDns(new DefaultDenyNamespace(chart, 'shop'), 'dns');
  expect(reasonsIn(chart)).toEqual(['shop/dns: pods find by name whom they call']);
});

/** What a plain App says on a day of a connection that these days justify, one after the other. */
function expiryOn(today: string, ...days: readonly string[]): () => string {
  const app = new App();
  app.node.setContext(TODAY_CONTEXT, today);
  const shop = new DefaultDenyNamespace(new Chart(app, 'shop'), 'shop', { dns: 'none' });
  const connection = new Connection(shop, 'a', { from: web, to: db, on: tcp(80) });
  for (const until of days) because(connection, 'a pilot', { until });
  return () => app.synthYaml();
}

test('a reason of a construct expires, also where no PolicyApp looks', () => {
  expect(expiryOn('2027-01-31', '2027-01-31')).not.toThrow();
  expect(expiryOn('2027-02-01', '2027-01-31')).toThrow(
    'was justified until 2027-01-31, and it is 2027-02-01',
  );
});

test('a reason that was extended has not expired', () => {
  expect(expiryOn('2027-02-01', '2027-01-31', '2027-06-30')).not.toThrow();
});

test('an empty reason is refused', () => {
  const shop = new DefaultDenyNamespace(newChart(), 'shop', { dns: 'none' });
  expect(refusalsOf(() => because(shop, ' '))[0]?.code).toBe('constructs/missing-reason');
});

test('a day that does not exist is refused', () => {
  const shop = new DefaultDenyNamespace(newChart(), 'shop', { dns: 'none' });
  const refused = refusalsOf(() => because(shop, 'a pilot', { until: '2027-02-30' }));
  expect(refused[0]?.code).toBe('constructs/illegal-until');
});

/** `reason <- where it is inherited from`, of each rule that has one. */
function inheritanceIn(scope: Chart): readonly string[] {
  const rules = scope.node.root.node
    .findAll()
    .flatMap((each) => (each instanceof ApiObject ? (provenanceOf(each)?.rules ?? []) : []));
  return rules.flatMap(({ reason }) =>
    reason === undefined ? [] : [`${reason.reason} <- ${reason.inheritedFrom ?? '-'}`],
  );
}

test('what only the namespace around it justifies says so, at both ends', () => {
  const chart = newChart();
  new DefaultDenyNamespace(chart, 'shop', { dns: 'none' });
  const data = new DefaultDenyNamespace(chart, 'data', { dns: 'none' });
  because(data, 'backups', { owner: 'data' });
  new AllowFrom(data, 'orders', { to: db, from: web.in(namespace('shop')), on: tcp(5432) });
  expect(inheritanceIn(chart)).toEqual(['backups <- shop/data', 'backups <- shop/data']);
});

test.each<[string, (chart: Chart) => void, string]>([
  ['a chart', (chart) => because(chart, 'all'), 'all <- shop'],
  ['the app', (chart) => because(App.of(chart), 'all'), 'all <- the app'],
])('the reason of %s is inherited', (_, say, expected) => {
  const chart = newChart();
  say(chart);
  const shop = new DefaultDenyNamespace(chart, 'shop', { dns: 'none' });
  new Connection(shop, 'a', { from: web, to: db, on: tcp(80) });
  expect(inheritanceIn(chart)).toEqual([expected, expected]);
});

test('what is said of a construct is not inherited, wherever its rules stand', () => {
  const chart = newChart();
  new DefaultDenyNamespace(chart, 'data', { dns: 'none' });
  const shop = new DefaultDenyNamespace(chart, 'shop', { dns: 'none' });
  because(shop, 'the shop');
  because(connected(shop), 'orders are read');
  expect(inheritanceIn(chart)).toEqual(['orders are read <- -', 'orders are read <- -']);
});
