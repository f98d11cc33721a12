import { ApiObject, Chart } from 'cdk8s';
import { expect, test } from 'vitest';
import { PolicyApp } from '../../../lib/cdk8s';
import { AllowDns, DefaultDenyNamespace, pods } from '../../../lib/constructs';
import { refusalsOf } from '../constructs/dsl/refusals';

function newShop(): { readonly app: PolicyApp; readonly shop: DefaultDenyNamespace } {
  const app = new PolicyApp({ verify: false });
  const chart = new Chart(app, 'c', { namespace: 'shop' });
  return { app, shop: new DefaultDenyNamespace(chart, 'shop') };
}

function rawEgress(shop: DefaultDenyNamespace, rule: object, matchLabels: object = {}): void {
  new ApiObject(shop, 'raw', {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name: 'raw' },
    spec: { podSelector: { matchLabels }, policyTypes: ['Egress'], egress: [rule] },
  });
}

function deployment(shop: DefaultDenyNamespace, app: string): void {
  const template = { metadata: { labels: { app } } };
  const metadata = { name: app };
  new ApiObject(shop, app, {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata,
    spec: { template },
  });
}

const messages = (app: PolicyApp) => refusalsOf(() => app.synthYaml()).map((each) => each.message);
const NONE = 'namespace `shop` denies egress and allows no DNS';

test.each([
  ['a named port that is no DNS', { ports: [{ protocol: 'UDP', port: 'metrics' }] }],
  ['DNS over TCP alone', { ports: [{ protocol: 'TCP', port: 53 }] }],
  ['every port of pods of its own', { to: [{ podSelector: { matchLabels: { app: 'db' } } }] }],
  [
    'every UDP port of pods of its own',
    { to: [{ podSelector: {} }], ports: [{ protocol: 'UDP' }] },
  ],
])('%s does not resolve names', (_what, rule) => {
  const { app, shop } = newShop();
  rawEgress(shop, rule);
  expect(messages(app)).toEqual([NONE]);
});

test.each([
  ['port 53', { ports: [{ protocol: 'UDP', port: 53 }] }],
  ['port 5353', { ports: [{ protocol: 'UDP', port: 5353 }] }],
  ['a range around it', { ports: [{ protocol: 'UDP', port: 1, endPort: 1024 }] }],
  ['the port name of CoreDNS', { ports: [{ protocol: 'UDP', port: 'dns' }] }],
  ['everything', {}],
  ['every port of another namespace', { to: [{ namespaceSelector: {} }] }],
])('%s, opened for every pod, is enough', (_what, rule) => {
  const { app, shop } = newShop();
  rawEgress(shop, rule);
  expect(app.synthYaml()).toContain('name: raw');
});

const DNS = { ports: [{ protocol: 'UDP', port: 53 }] };

test('DNS for some pods is not enough where the others are not known', () => {
  const { app, shop } = newShop();
  rawEgress(shop, DNS, { app: 'web' });
  expect(messages(app)).toEqual([
    'namespace `shop` denies egress and allows DNS only to some pods, not to the others',
  ]);
});

test('DNS for some workloads is not enough for one that is left out', () => {
  const { app, shop } = newShop();
  rawEgress(shop, DNS, { app: 'web' });
  for (const name of ['web', 'db']) deployment(shop, name);
  expect(messages(app)).toEqual([
    'namespace `shop` denies egress and allows DNS only to some pods, not to Deployment `shop/db`',
  ]);
});

test('DNS for every workload that the app knows is enough', () => {
  const { app, shop } = newShop();
  rawEgress(shop, DNS, { app: 'web' });
  deployment(shop, 'web');
  expect(app.synthYaml()).toContain('name: raw');
});

test('by AllowDns with `for` the author has chosen who resolves names', () => {
  const { app, shop } = newShop();
  deployment(shop, 'web');
  new AllowDns(shop, 'dns', { for: pods({ app: 'mailer' }) });
  expect(app.synthYaml()).toContain('name: dns');
});

test('a default deny of another copy of this package is known by its mark', () => {
  const app = new PolicyApp({ verify: false });
  const chart = new Chart(app, 'c');
  const mark = { namespace: 'shop', dns: 'needed', construct: 'c' };
  Object.defineProperty(chart, Symbol.for('cdk8s-netpol.default-deny'), { value: mark });
  expect(messages(app)).toEqual([NONE]);
});
