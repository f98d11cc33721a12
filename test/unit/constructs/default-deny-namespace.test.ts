import { ApiObject, App, Chart } from 'cdk8s';
import { reachability } from 'cdk8s-netpol/vitest';
import { expect, test } from 'vitest';
import {
  AllowDns,
  allPods,
  DefaultDenyNamespace,
  type DefaultDenyNamespaceProps,
  type NamespaceObjectProps,
  NetworkPolicy,
  statementsOf,
} from '../../../lib/constructs';
import { namesIn, newChart, told, yamlOf } from './charts';
import { javascript, refusalsOf } from './dsl/refusals';

test('a default deny isolates every pod both ways and opens nothing', async () => {
  const chart = newChart();
  new DefaultDenyNamespace(chart, 'shop');
  await expect(yamlOf(chart)).toMatchFileSnapshot('__snapshots__/default-deny-namespace.yaml');
});

test('the Namespace object comes first, and warns about Pod Security without enforcing it', async () => {
  const chart = newChart({ namespace: 'elsewhere' });
  new DefaultDenyNamespace(chart, 'shop', { createNamespace: { labels: { team: 'shop' } } });
  await expect(yamlOf(chart)).toMatchFileSnapshot('__snapshots__/created-namespace.yaml');
});

test('a label of the author replaces the Pod Security default', () => {
  const chart = newChart();
  const labels = { 'pod-security.kubernetes.io/warn': 'restricted' };
  new DefaultDenyNamespace(chart, 'shop', { createNamespace: { labels } });
  expect(chart.toJson()[0].metadata.labels).toMatchObject(labels);
});

test.each(['baseline', 'restricted'] as const)(
  'Pod Security that enforces %s keeps pods on the host network out',
  (enforce) => {
    const chart = newChart();
    new DefaultDenyNamespace(chart, 'shop', { createNamespace: { enforce } });
    expect(chart.toJson()[0].metadata.labels).toMatchObject({
      'pod-security.kubernetes.io/enforce': enforce,
      'pod-security.kubernetes.io/warn': enforce,
      'pod-security.kubernetes.io/audit': enforce,
    });
    expect(reachability(chart).intents().universe).toMatchObject([{ hostNetworkPods: 'kept-out' }]);
  },
);

test('without it, answers say where pods on the host network may come to be', () => {
  const chart = newChart();
  new DefaultDenyNamespace(chart, 'shop', { createNamespace: {} });
  expect(reachability(chart).intents().universe).toMatchObject([{ hostNetworkPods: 'possible' }]);
});

test('a level that is misspelt is refused', () => {
  const createNamespace = javascript<NamespaceObjectProps>({ enforce: 'basline' });
  const refusals = refusalsOf(
    () => new DefaultDenyNamespace(newChart(), 'shop', { createNamespace }),
  );
  expect(told(refusals)).toMatchInlineSnapshot(`
    [
      "constructs/unknown-option: \`enforce\` of namespace \`shop\` is \`'basline'\`, did you mean \`baseline\`?
    => write 'baseline' or 'restricted'; \`privileged\` forbids nothing, so leave it out
    at () => new DefaultDenyNamespace(newChart(), 'shop', { createNamespace }),",
    ]
  `);
});

test('exceptions come before the deny, whenever they are created', () => {
  const chart = newChart();
  const shop = new DefaultDenyNamespace(chart, 'shop', { createNamespace: {} });
  new AllowDns(shop, 'dns');
  new NetworkPolicy(shop, 'extra', { select: allPods(), ingress: [] });
  expect(namesIn(chart)).toEqual(['shop', 'shop/dns', 'shop/extra', 'shop/default-deny']);
});

test('what stands in a namespace may depend on it, and comes after its deny', () => {
  const chart = newChart({ namespace: 'shop' });
  const shop = new DefaultDenyNamespace(chart, 'shop');
  const config = (id: string) =>
    new ApiObject(shop, id, { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: id } });
  config('late').addDependency(shop);
  config('free');
  expect(namesIn(chart)).toEqual(['shop/free', 'shop/default-deny', 'shop/late']);
});

test('two namespaces in one chart each end with their deny', () => {
  const chart = newChart();
  for (const name of ['shop', 'data']) {
    new AllowDns(new DefaultDenyNamespace(chart, name), 'dns');
  }
  expect(namesIn(chart)).toEqual([
    'shop/dns',
    'shop/default-deny',
    'data/dns',
    'data/default-deny',
  ]);
});

test('asking for an order between objects does not order the files of charts', () => {
  const app = new App();
  const chart = new Chart(app, 'shop');
  new AllowDns(new DefaultDenyNamespace(chart, 'shop'), 'dns');
  expect(chart.node.dependencies).toEqual([]);
});

test('`name` is the namespace, and the id is only a place in the tree', () => {
  const shop = new DefaultDenyNamespace(newChart(), 'a', { name: 'shop' });
  expect(shop.namespaceName).toBe('shop');
});

test('a default deny promises that its namespace is closed', () => {
  const chart = newChart();
  new DefaultDenyNamespace(chart, 'shop');
  const [said] = statementsOf(chart).filter(({ intents }) => intents.length > 0);
  expect(said).toMatchObject({
    construct: 'shop/shop',
    typescript: { file: 'test/unit/constructs/default-deny-namespace.test.ts' },
    intents: [{ name: 'namespace shop is closed', kind: 'closed', hard: false }],
  });
});

test('kube-system is not isolated without a reason', () => {
  const chart = newChart();
  const refusals = refusalsOf(() => new DefaultDenyNamespace(chart, 'kube-system'));
  expect(told(refusals)).toMatchInlineSnapshot(`
    [
      "constructs/needs-a-reason: \`DefaultDenyNamespace\` isolates \`kube-system\` and gives no reason
    => give \`reason\`: why, and what keeps the components of the cluster reachable
    at const refusals = refusalsOf(() => new DefaultDenyNamespace(chart, 'kube-system'));",
    ]
  `);
});

test('kube-system is isolated with a reason', () => {
  const chart = newChart();
  new DefaultDenyNamespace(chart, 'kube-system', { reason: 'hardened, see ADR 12' });
  expect(namesIn(chart)).toEqual(['kube-system/default-deny']);
});

test('the name label of a namespace cannot be something else', () => {
  const chart = newChart();
  const labels = { 'kubernetes.io/metadata.name': 'other' };
  const refusals = refusalsOf(
    () => new DefaultDenyNamespace(chart, 'a', { createNamespace: { labels } }),
  );
  expect(told(refusals)).toMatchInlineSnapshot(`
    [
      "constructs/reserved-label: label \`kubernetes.io/metadata.name\` of namespace \`a\` is \`other\`
    => leave the label out
    at () => new DefaultDenyNamespace(chart, 'a', { createNamespace: { labels } }),",
    ]
  `);
});

test('an option that is misspelt is refused', () => {
  const props = javascript<DefaultDenyNamespaceProps>({ dsn: 'none' });
  const refusals = refusalsOf(() => new DefaultDenyNamespace(newChart(), 'shop', props));
  expect(told(refusals)).toMatchInlineSnapshot(`
    [
      "constructs/unknown-option: \`DefaultDenyNamespace\` has no option \`dsn\`, did you mean \`dns\`?
    => use name, createNamespace, dns, directions, reason
    at const refusals = refusalsOf(() => new DefaultDenyNamespace(newChart(), 'shop', props));",
    ]
  `);
});

test('an id that no namespace can have is refused', () => {
  const refusals = refusalsOf(() => new DefaultDenyNamespace(newChart(), 'Shop'));
  expect(refusals.map(({ code }) => code)).toEqual(['constructs/illegal-namespace-name']);
});

test('the same namespace twice in a chart is refused', () => {
  const chart = newChart();
  new DefaultDenyNamespace(chart, 'shop');
  const refusals = refusalsOf(() => new DefaultDenyNamespace(chart, 'again', { name: 'shop' }));
  expect(told(refusals)).toMatchInlineSnapshot(`
    [
      "constructs/duplicate-policy: \`shop/again/default-deny\` and \`shop/shop/default-deny\` are both NetworkPolicy \`shop/default-deny\`
    => give one of them another id or \`name\`
    at const refusals = refusalsOf(() => new DefaultDenyNamespace(chart, 'again', { name: 'shop' }));",
    ]
  `);
});
