import { expect, test } from 'vitest';
import {
  AllowScrape,
  type AllowScrapeProps,
  governedNamespace,
  namespace,
  namespaces,
  pods,
  prometheus,
  tcp,
} from '../../../../lib/constructs';
import { namesIn, newChart, told, yamlOf } from '../charts';
import { javascript, refusalOf, refusalsOf } from '../dsl/refusals';
import { closed, flowsWith, pod, promisesOf } from './cluster';

const metrics = { metrics: 9102, http: 8080 };

test('one line opens both ends of every scrape', async () => {
  const chart = newChart();
  closed(chart, 'monitoring');
  const [shop, orders] = [closed(chart, 'shop'), closed(chart, 'orders')];
  new AllowScrape(chart, 'scrape', {
    of: [shop, pods({ app: 'orders' }).in(orders)],
    on: tcp('metrics'),
  });
  await expect(yamlOf(chart)).toMatchFileSnapshot('__snapshots__/allow-scrape.yaml');
});

test('prometheus reaches the metrics port of the targets, and nobody else does', () => {
  const flows = flowsWith((chart) => {
    closed(chart, 'monitoring');
    const [shop, orders] = [closed(chart, 'shop'), closed(chart, 'orders')];
    pod(chart, 'monitoring/prometheus', { 'app.kubernetes.io/name': 'prometheus' });
    pod(chart, 'monitoring/grafana', { 'app.kubernetes.io/name': 'grafana' });
    pod(chart, 'shop/web', { app: 'web' }, metrics);
    pod(chart, 'orders/orders', { app: 'orders' }, metrics);
    pod(chart, 'orders/db', { app: 'db' }, metrics);
    new AllowScrape(chart, 'scrape', {
      of: [shop, pods({ app: 'orders' }).in(orders)],
      on: tcp('metrics'),
    });
  });
  expect(flows).toEqual([
    'monitoring/prometheus -> orders/orders 9102/TCP',
    'monitoring/prometheus -> shop/web 9102/TCP',
  ]);
});

test('another scraper stands in for prometheus', () => {
  const chart = newChart();
  const by = pods({ app: 'agent' }).in(namespace('observability'));
  new AllowScrape(closed(chart, 'shop'), 'scrape', {
    of: [pods({ app: 'web' })],
    on: tcp(9102),
    by,
  });
  expect(chart.toJson()[0].spec.ingress[0].from).toEqual([
    {
      namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'observability' } },
      podSelector: { matchLabels: { app: 'agent' } },
    },
  ]);
});

test('a target that is declared to be left alone needs no policy, and prometheus still does', () => {
  const chart = newChart();
  closed(chart, 'monitoring');
  const shop = governedNamespace(chart, 'shop', { isolated: [] });
  new AllowScrape(chart, 'scrape', { of: [shop], on: tcp('metrics') });
  expect(namesIn(chart)).toEqual([
    'monitoring/prometheus-to-shop-scrape',
    'monitoring/default-deny',
  ]);
});

test('prometheus is promised to reach what surely listens: a named port is of some pods only', () => {
  const shop = closed(newChart(), 'shop');
  const of = [shop, pods({ app: 'web' })];
  const named = new AllowScrape(shop, 'named', { of, on: tcp('metrics') });
  const numbered = new AllowScrape(shop, 'numbered', { of, on: tcp(9102) });
  expect(promisesOf(named)).toEqual(['prometheus scrapes web of shop']);
  expect(promisesOf(numbered)).toEqual([
    'prometheus scrapes pods of shop',
    'prometheus scrapes web of shop',
  ]);
});

test('port 9090 of every pod is refused: it is the one of Prometheus itself', () => {
  const shop = closed(newChart(), 'shop');
  const refusals = refusalsOf(() => new AllowScrape(shop, 'scrape', { of: [shop], on: tcp(9090) }));
  expect(told(refusals)).toMatchInlineSnapshot(`
    [
      "constructs/scrapes-everything: \`on\` of \`AllowScrape\` is port 9090 of every pod of \`shop\`, where Prometheus itself listens
    => give the port on which the application serves its metrics, such as tcp('metrics')
    at const refusals = refusalsOf(() => new AllowScrape(shop, 'scrape', { of: [shop], on: tcp(9090) }));",
    ]
  `);
});

test('port 9090 of an application that has it is opened', () => {
  const chart = newChart();
  const of = [pods({ app: 'web' })];
  new AllowScrape(closed(chart, 'shop'), 'scrape', { of, on: tcp(9090) });
  expect(namesIn(chart)).toContain('shop/scrape-web');
});

test.each<[unknown, string]>([
  [{ of: [], on: tcp(9102) }, '`AllowScrape.of` lists nothing'],
  [{ of: [namespaces({ team: 'a' })], on: tcp(9102) }, 'which is no single place'],
  [{ of: ['shop'], on: tcp(9102) }, "holds `'shop'`, which is no single place"],
  [{ of: [pods({ app: 'web' })] }, 'does not say what is scraped, and on which port'],
])('%j is refused', (props, message) => {
  const shop = closed(newChart(), 'shop');
  const call = () => new AllowScrape(shop, 'scrape', javascript<AllowScrapeProps>(props));
  expect(refusalOf(call)).toContain(message);
});

test('targets that nobody isolates are not isolated by surprise', () => {
  const of = [pods({ app: 'web' }).in(namespace('shop'))];
  const call = () => new AllowScrape(newChart(), 'scrape', { of, on: tcp(9102), by: prometheus() });
  expect(refusalOf(call)).toContain('`AllowScrape` would isolate `app=web` in `shop`');
});
