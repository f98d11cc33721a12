import { expect, test } from 'vitest';
import {
  Connection,
  DefaultDenyNamespace,
  governedNamespace,
  inventory,
  pods,
  tcp,
} from '../../../lib/constructs';
import { namesIn, newChart, told } from './charts';
import { javascript, refusalsOf } from './dsl/refusals';

const known = inventory({
  'monitoring/prometheus': { labels: { app: 'prometheus' }, ports: { web: tcp(9090) } },
  'data/postgres': { labels: { app: 'postgres' }, ports: {} },
});

test('a declared workload is its pods in its namespace, with its ports by name', () => {
  expect(known('monitoring/prometheus')).toMatchObject({
    kind: 'pods-in',
    selector: { matchLabels: { app: 'prometheus' } },
    place: { kind: 'namespace', name: 'monitoring' },
    ports: { web: tcp(9090) },
  });
});

test('a declared workload is an end of a connection', () => {
  const chart = newChart();
  governedNamespace(chart, 'data', { isolated: [] });
  const shop = new DefaultDenyNamespace(chart, 'shop');
  const from = pods({ app: 'web' });
  new Connection(shop, 'web-to-db', { from, to: known('data/postgres'), on: tcp(5432) });
  expect(namesIn(chart)).toEqual(['shop/web-to-db-egress', 'shop/default-deny']);
});

test('names and ports that are not declared do not compile', () => {
  // @ts-expect-error this port is not declared
  expect(known('monitoring/prometheus').ports.metrics).toBeUndefined();
  // @ts-expect-error this workload is not declared
  const refusals = refusalsOf(() => known('monitoring/promehteus'));
  expect(told(refusals)).toMatchInlineSnapshot(`
    [
      "constructs/unknown-workload: no workload of the inventory is called \`'monitoring/promehteus'\`, did you mean \`monitoring/prometheus\`?
    => use a name of the inventory, or declare the workload there
    at const refusals = refusalsOf(() => known('monitoring/promehteus'));",
    ]
  `);
});

test('a name without a namespace is refused', () => {
  const declared = javascript<{ 'a/b': { labels: { app: 'x' }; ports: Record<string, never> } }>({
    postgres: { labels: { app: 'postgres' }, ports: {} },
  });
  const refusals = refusalsOf(() => inventory(declared));
  expect(told(refusals)).toMatchInlineSnapshot(`
    [
      "constructs/unknown-workload: \`postgres\` is no name of a workload
    => write 'namespace/name'
    at const refusals = refusalsOf(() => inventory(declared));",
    ]
  `);
});

test('a workload without labels is refused when it is declared', () => {
  const refusals = refusalsOf(() => inventory({ 'a/b': { labels: {}, ports: {} } }));
  expect(refusals.map(({ code }) => code)).toEqual(['constructs/empty-selector']);
});

test('an inventory gives its workloads as data, each with the line that declares it', () => {
  const { workloads } = inventory({
    'a/named': { labels: { app: 'x' }, ports: { web: tcp(80), other: tcp('metrics') } },
  });
  expect(workloads).toEqual([
    {
      namespace: 'a',
      name: 'named',
      labels: { app: 'x' },
      ports: [{ name: 'web', protocol: 'TCP', port: 80 }],
      typescript: expect.objectContaining({ file: 'test/unit/constructs/inventory.test.ts' }),
    },
  ]);
});
