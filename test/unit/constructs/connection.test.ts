import { App, Chart } from 'cdk8s';
import { expect, test } from 'vitest';
import {
  allNamespaces,
  Connection,
  type ConnectionEnd,
  DefaultDenyNamespace,
  governedNamespace,
  namespace,
  pods,
  statementsOf,
  ThreeTierApp,
  tcp,
} from '../../../lib/constructs';
import { namesIn, newChart, told, yamlOf } from './charts';
import { javascript, refusalsOf } from './dsl/refusals';

const web = pods({ app: 'web' });
const db = pods({ app: 'db' });
const dbInData = db.in(namespace('data'));

test('both ends of a connection are opened, each in its own namespace', async () => {
  const chart = newChart();
  new DefaultDenyNamespace(chart, 'data');
  const shop = new DefaultDenyNamespace(chart, 'shop');
  new Connection(shop, 'web-to-db', { from: web, to: dbInData, on: [tcp(5432)] });
  await expect(yamlOf(chart)).toMatchFileSnapshot('__snapshots__/connection.yaml');
});

test('inside one namespace the peers need no namespace selector', async () => {
  const chart = newChart();
  const shop = new DefaultDenyNamespace(chart, 'shop');
  new Connection(shop, 'web-to-db', { from: web, to: db, on: tcp(5432) });
  await expect(yamlOf(chart)).toMatchFileSnapshot('__snapshots__/connection-inside.yaml');
});

test('the policy of another namespace stands in the chart of that namespace', () => {
  const app = new App();
  const data = new Chart(app, 'data');
  const shop = new Chart(app, 'shop');
  new DefaultDenyNamespace(data, 'data');
  const home = new DefaultDenyNamespace(shop, 'shop');
  new Connection(home, 'web-to-db', { from: web, to: dbInData, on: tcp(5432) });
  expect(namesIn(data)).toEqual(['data/shop-web-to-db-ingress', 'data/default-deny']);
  expect(namesIn(shop)).toEqual(['shop/web-to-db-egress', 'shop/default-deny']);
});

test('an end that is declared to be left alone needs no policy', () => {
  const chart = newChart();
  governedNamespace(chart, 'data', { isolated: [] });
  const shop = new DefaultDenyNamespace(chart, 'shop');
  new Connection(shop, 'web-to-db', { from: web, to: dbInData, on: tcp(5432) });
  expect(namesIn(chart)).toEqual(['shop/web-to-db-egress', 'shop/default-deny']);
});

test('both ends may be elsewhere', () => {
  const chart = newChart();
  governedNamespace(chart, 'data', { isolated: ['ingress'] });
  governedNamespace(chart, 'shop', { isolated: ['egress'] });
  const from = web.in(namespace('shop'));
  new Connection(chart, 'web-to-db', { from, to: dbInData, on: tcp(5432) });
  expect(namesIn(chart)).toEqual(['data/web-to-db-ingress', 'shop/web-to-db-egress']);
});

test('a tier is an end', () => {
  const chart = newChart();
  new DefaultDenyNamespace(chart, 'data');
  const shop = new DefaultDenyNamespace(chart, 'shop');
  const tiers = new ThreeTierApp(shop, 'app', {
    web: { pods: web, on: tcp(80) },
    api: { pods: pods({ app: 'api' }), on: tcp(80) },
    database: { pods: db, on: tcp(5432) },
  });
  new Connection(shop, 'api-to-db', { from: tiers.api, to: dbInData, on: tcp(5432) });
  expect(namesIn(chart)).toContain('data/shop-api-to-db-ingress');
});

test('a connection promises that it works', () => {
  const chart = newChart();
  const shop = new DefaultDenyNamespace(chart, 'shop');
  new Connection(shop, 'web-to-db', { from: web, to: db, on: tcp(5432) });
  const [promise] = statementsOf(shop).flatMap(({ intents }) =>
    intents.filter(({ kind }) => kind === 'reaches'),
  );
  expect(promise).toMatchObject({
    name: 'shop/web reaches shop/db',
    flows: [{ ports: [{ protocol: 'TCP', port: 5432 }] }],
    hard: false,
  });
});

test('pods that nobody is known to isolate are not isolated by surprise, at either end', () => {
  const chart = newChart({ namespace: 'shop' });
  const refusals = refusalsOf(
    () => new Connection(chart, 'web-to-db', { from: web, to: dbInData, on: tcp(5432) }),
  );
  expect(told(refusals)).toMatchInlineSnapshot(`
    [
      "constructs/isolates-by-surprise: \`Connection\` would isolate \`app=web\` in \`shop\`, and cut everything else that they reach
    => create a DefaultDenyNamespace, or governedNamespace(scope, 'shop', { isolated: ['egress'] }), before it; or give \`isolates: true\` or \`thisEndOnly: true\`
    at () => new Connection(chart, 'web-to-db', { from: web, to: dbInData, on: tcp(5432) }),",
      "constructs/isolates-by-surprise: \`Connection\` would isolate \`app=db\` in \`data\`, and cut everything else that reaches them
    => create a DefaultDenyNamespace, or governedNamespace(scope, 'data', { isolated: ['ingress'] }), before it; or give \`isolates: true\` or \`thisEndOnly: true\`
    at () => new Connection(chart, 'web-to-db', { from: web, to: dbInData, on: tcp(5432) }),",
    ]
  `);
});

test('`isolates: true` writes both ends, and accepts what it cuts', () => {
  const chart = newChart({ namespace: 'shop' });
  new Connection(chart, 'web-to-db', {
    from: web,
    to: dbInData,
    on: tcp(5432),
    isolates: true,
  });
  expect(namesIn(chart)).toEqual(['shop/web-to-db-egress', 'data/shop-web-to-db-ingress']);
});

test('`isolates: true` reaches a namespace that this app says nothing of', () => {
  const chart = newChart();
  const shop = new DefaultDenyNamespace(chart, 'shop');
  new Connection(shop, 'web-to-db', { from: web, to: dbInData, on: tcp(5432), isolates: true });
  expect(namesIn(chart)).toEqual([
    'shop/web-to-db-egress',
    'shop/default-deny',
    'data/shop-web-to-db-ingress',
  ]);
});

test('`thisEndOnly: true` writes only the end that is known to be isolated', () => {
  const chart = newChart();
  const shop = new DefaultDenyNamespace(chart, 'shop');
  new Connection(shop, 'web-to-db', { from: web, to: dbInData, on: tcp(5432), thisEndOnly: true });
  expect(namesIn(chart)).toEqual(['shop/web-to-db-egress', 'shop/default-deny']);
});

test('`thisEndOnly: true` without an isolated end opens nothing, and is refused', () => {
  const chart = newChart({ namespace: 'shop' });
  const props = { from: web, to: dbInData, on: tcp(5432), thisEndOnly: true } as const;
  const refusals = refusalsOf(() => new Connection(chart, 'web-to-db', props));
  expect(told(refusals)).toMatchInlineSnapshot(`
    [
      "constructs/opens-nothing: \`thisEndOnly: true\` leaves no end to write: neither is known to be isolated
    => give \`isolates: true\`, or create it inside a DefaultDenyNamespace
    at const refusals = refusalsOf(() => new Connection(chart, 'web-to-db', props));",
    ]
  `);
});

test('both ways to answer at once are refused', () => {
  const chart = newChart({ namespace: 'shop' });
  const props = { from: web, to: db, on: tcp(80), isolates: true, thisEndOnly: true } as const;
  const refusals = refusalsOf(() => new Connection(chart, 'web-to-db', props));
  expect(told(refusals)).toMatchInlineSnapshot(`
    [
      "constructs/contradicting-options: \`Connection\` has both \`isolates\` and \`thisEndOnly\`
    => keep one of them
    at const refusals = refusalsOf(() => new Connection(chart, 'web-to-db', props));",
    ]
  `);
});

test('pods of several namespaces are no place to put a policy', () => {
  const shop = new DefaultDenyNamespace(newChart(), 'shop');
  const from = javascript<ConnectionEnd>(web.in(allNamespaces()));
  const refusals = refusalsOf(() => new Connection(shop, 'c', { from, to: db, on: tcp(5432) }));
  expect(told(refusals)).toMatchInlineSnapshot(`
    [
      "constructs/no-place: \`from\` of \`Connection\` is pods of several namespaces, which is no single place
    => write pods(...), pods(...).in(namespace('name')), a tier or podsOf(workload)
    at const refusals = refusalsOf(() => new Connection(shop, 'c', { from, to: db, on: tcp(5432) }));",
    ]
  `);
});

test('an end that is missing is refused', () => {
  const shop = new DefaultDenyNamespace(newChart(), 'shop');
  const to = javascript<ConnectionEnd>('db');
  const refusals = refusalsOf(() => new Connection(shop, 'c', { from: web, to, on: tcp(5432) }));
  expect(told(refusals)).toMatchInlineSnapshot(`
    [
      "constructs/no-place: \`to\` of \`Connection\` is \`'db'\`, which is no single place
    => write pods(...), pods(...).in(namespace('name')), a tier or podsOf(workload)
    at const refusals = refusalsOf(() => new Connection(shop, 'c', { from: web, to, on: tcp(5432) }));",
    ]
  `);
});
