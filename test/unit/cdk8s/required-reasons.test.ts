import { ApiObject, App, Chart } from 'cdk8s';
import { expect, test } from 'vitest';
import { PolicyApp, type PolicyAppProps, verify } from '../../../lib/cdk8s';
import {
  AllowApiServer,
  AllowDns,
  AllowScrape,
  because,
  Connection,
  DefaultDenyNamespace,
  everyone,
  from,
  MetricsServer,
  NetworkPolicy,
  pods,
  tcp,
} from '../../../lib/constructs';
import { profileNamed } from '../../../lib/platform';
import { lineAt } from '../constructs/charts';
import { codesOf, javascript, refusalsOf } from '../constructs/dsl/refusals';

const web = pods({ app: 'web' });
const db = pods({ app: 'db' });
const required: PolicyAppProps = { reasons: 'required', verify: false };

function shopOf(app: App): DefaultDenyNamespace {
  const shop = new DefaultDenyNamespace(new Chart(app, 'shop'), 'shop');
  new AllowDns(shop, 'dns');
  return shop;
}

test('every rule that nobody justifies is refused, all of them together, at its own line', () => {
  const app = new PolicyApp(required);
  const shop = shopOf(app);
  new NetworkPolicy(shop, 'db', {
    select: db,
    ingress: [
      from(web).on(tcp(5432)).because('orders are read'),
      from(pods({ app: 'ops' })).on(tcp(5432)),
      from(pods({ app: 'batch' })).on(tcp(5432)),
    ],
  });
  const refused = refusalsOf(() => app.synthYaml());
  expect(refused.map(({ message }) => message)).toEqual([
    'NetworkPolicy `shop/db` ingress[1] opens something, and nobody says why',
    'NetworkPolicy `shop/db` ingress[2] opens something, and nobody says why',
  ]);
  expect(refused.map(lineAt)).toEqual([
    "from(pods({ app: 'ops' })).on(tcp(5432)),",
    "from(pods({ app: 'batch' })).on(tcp(5432)),",
  ]);
});

test('what a construct opens is refused at the line that created the construct', () => {
  const app = new PolicyApp(required);
  const shop = shopOf(app);
  new Connection(shop, 'orders', { from: web, to: db, on: tcp(5432) });
  const refused = refusalsOf(() => app.synthYaml());
  expect(new Set(refused.map(lineAt))).toEqual(
    new Set(["new Connection(shop, 'orders', { from: web, to: db, on: tcp(5432) });"]),
  );
});

test('a reason around a construct is enough', () => {
  const app = new PolicyApp(required);
  const shop = shopOf(app);
  because(new Connection(shop, 'orders', { from: web, to: db, on: tcp(5432) }), 'orders');
  expect(app.synthYaml()).toContain('orders-ingress');
});

test('a reason that is said after a first synthesis counts', () => {
  const app = new PolicyApp(required);
  const connection = new Connection(shopOf(app), 'orders', { from: web, to: db, on: tcp(5432) });
  expect(codesOf(() => app.synthYaml())).toContain('cdk8s/no-reason');
  because(connection, 'orders');
  expect(app.synthYaml()).toContain('orders-ingress');
});

test('a policy that only isolates, and raw objects, are not asked', () => {
  const app = new PolicyApp(required);
  const shop = shopOf(app);
  new ApiObject(shop, 'raw', {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name: 'raw', namespace: 'shop' },
    spec: { podSelector: {}, policyTypes: ['Ingress'], ingress: [{}] },
  });
  expect(app.synthYaml()).toContain('name: raw');
});

test('nothing is asked where reasons are optional, which is the default', () => {
  const app = new PolicyApp({ verify: false });
  new Connection(shopOf(app), 'orders', { from: web, to: db, on: tcp(5432) });
  expect(app.synthYaml()).toContain('orders-ingress');
});

test('a plain App may require them too', () => {
  const app = new App();
  new Connection(shopOf(app), 'orders', { from: web, to: db, on: tcp(5432) });
  expect(codesOf(() => verify(app, { reasons: 'required' }))).toContain('cdk8s/no-reason');
});

test('a word that would require nothing is refused', () => {
  const refused = refusalsOf(() => new PolicyApp({ reasons: javascript('require') }));
  expect(refused[0]?.message).toBe("`reasons` is `'require'`, neither 'optional' nor 'required'");
});

/** Closes `kube-system`, so that what leads there is opened at both ends. */
function closeSystem(app: App): void {
  const chart = new Chart(app, 'chart');
  const reason = 'the components of the cluster are opened one by one';
  new DefaultDenyNamespace(chart, 'kube-system', { dns: 'none', reason });
}

test.each([
  ['AllowDns', (shop) => void new AllowDns(shop, 'names')],
  [
    'AllowScrape',
    (shop) => void new AllowScrape(shop, 'scrape', { of: [shop], on: tcp('metrics') }),
  ],
  [
    'AllowApiServer',
    (shop) => void new AllowApiServer(shop, 'api', { for: pods({ app: 'operator' }) }),
  ],
  ['MetricsServer', (shop) => void new MetricsServer(shop, 'metrics', { from: everyone() })],
] as const satisfies readonly (readonly [string, (shop: DefaultDenyNamespace) => void])[])(
  '%s says itself why, wherever its policies stand',
  (_, open) => {
    const app = new PolicyApp({ ...required, profile: profileNamed('cilium') });
    closeSystem(app);
    const shop = shopOf(app);
    open(shop);
    expect(() => app.synthYaml()).not.toThrow();
  },
);
