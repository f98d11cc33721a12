import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ApiObject, App, Chart } from 'cdk8s';
import {
  AllowDns,
  DefaultDenyNamespace,
  inventory,
  PolicyApp,
  pods,
  ThreeTierApp,
  tcp,
} from 'cdk8s-netpol';
import { profileNamed } from 'cdk8s-netpol/analysis';
import { reachability } from 'cdk8s-netpol/vitest';
import { expect, test } from 'vitest';
import { policy, workload } from '../../support/cluster-from';
import { temporaryDirectory } from '../../support/run';
import { failure, SHOP, shop, yaml } from './support/shop';

function deployment(
  chart: Chart,
  name: string,
  labels: Readonly<Record<string, string>>,
): ApiObject {
  return new ApiObject(chart, name, {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name, namespace: 'shop' },
    spec: { template: { metadata: { labels } } },
  });
}

function tiers(chart: Chart): void {
  const home = new DefaultDenyNamespace(chart, 'shop');
  new AllowDns(home, 'dns');
  new ThreeTierApp(home, 'app', {
    web: { pods: pods({ tier: 'web' }), on: [tcp(8080)], from: [] },
    api: { pods: pods({ tier: 'api' }), on: [tcp(8080)] },
    database: { pods: pods({ tier: 'database' }), on: [tcp(5432)] },
  });
  for (const tier of ['web', 'api', 'database']) deployment(chart, tier, { tier });
}

test('flows are one a line, in a fixed order, and nothing is cut short', () => {
  expect(shop().flows()).toBe('shop/api -> shop/db 5432/TCP');
  const open = reachability(
    yaml(
      workload('shop/web'),
      policy(
        'shop/in',
        '{podSelector: {}, policyTypes: [Ingress, Egress], ingress: [{from: [{ipBlock: {cidr: 10.0.0.0/8}}, {ipBlock: {cidr: 192.0.2.0/24}}], ports: [{port: 443}]}]}',
      ),
    ),
  );
  expect(open.flows()).toMatchInlineSnapshot(`"10.0.0.0/8, 192.0.2.0/24 -> shop/web 443/TCP"`);
});

test('undecided flows are marked, with what they wait for', () => {
  const net = reachability(
    yaml(
      'apiVersion: v1\nkind: Pod\nmetadata: {name: agent, namespace: shop}\nspec: {hostNetwork: true, containers: []}',
      workload('shop/db'),
      policy(
        'shop/deny',
        '{podSelector: {}, ingress: [{from: [{podSelector: {}}], ports: [{port: 1}]}]}',
      ),
    ),
  );
  expect(net.flows()).toMatch(
    /^shop\/agent -> shop\/db undecided 1\/TCP \(host-network-is-peer.*\)$/m,
  );
});

test('where nothing passes, that is said', () => {
  const policies = policy('shop/deny', '{podSelector: {}, policyTypes: [Ingress, Egress]}');
  expect(reachability(policies).flows()).toBe('no flow is allowed');
});

test('an app, a chart and objects are asked as they stand', () => {
  const app = new PolicyApp();
  const chart = new Chart(app, 'shop');
  tiers(chart);
  const objects = chart.node.findAll().filter((each) => ApiObject.isApiObject(each));
  for (const input of [app, chart, objects]) {
    const net = reachability(input);
    expect(net.pod('shop/api')).toReach('shop/database', tcp(5432));
    expect(net.pod('shop/web')).not.toReach('shop/database');
  }
});

test('the profile is the one of the app, unless the test gives another', () => {
  const app = new PolicyApp({ profile: profileNamed('calico') });
  tiers(new Chart(app, 'shop'));
  expect(reachability(app).verdict('shop/web', 'shop/api').profile).toBe('calico');
  const profile = profileNamed('cilium');
  expect(reachability(app, { profile }).verdict('shop/web', 'shop/api').profile).toBe('cilium');
});

test('the inventory of an app is known', () => {
  const known = inventory({ 'ops/backup': { labels: { app: 'backup' }, ports: {} } });
  const app = new PolicyApp({ inventory: [known] });
  tiers(new Chart(app, 'shop'));
  expect(reachability(app).pod('ops/backup')).not.toReach('shop/database');
});

test('folders and files are read, and named as the test names them', () => {
  const file = join(temporaryDirectory(), 'shop.yaml');
  writeFileSync(file, SHOP);
  const net = reachability({ paths: [file] });
  const message = failure(() => expect(net.pod('shop/web')).toReach('shop/db', tcp(5432)));
  expect(message).toContain(`${file}:30:1`);
});

test('a verdict is data', () => {
  const net = shop();
  expect(net.verdict('shop/api', 'shop/db', tcp(5432))).toMatchObject({ verdict: 'allowed' });
  expect(net.verdict('shop/web', net.to('shop/db'))).toMatchObject({ verdict: 'denied' });
  expect(net.verdict('shop/api', 'shop/db')).toMatchObject({ verdict: 'mixed' });
});

test('everything that cannot be read is said at once', () => {
  const broken = yaml(
    policy('shop/a', '{podSelector: {}, ingres: []}'),
    policy('shop/b', '{podSelector: {}, ingress: [{ports: [{port: 0}]}]}'),
  );
  const message = failure(() => reachability(broken));
  expect(message).toContain('(in memory):5:');
  expect(message).toContain('(in memory):11:');
});

test.each([
  ['a path in place of YAML', () => reachability('k8s'), "{ paths: ['k8s'] }"],
  ['nothing', () => reachability([]), 'nothing to ask about'],
  ['an app without objects', () => reachability(new App()), 'neither workloads nor policies'],
  ['a workload misspelt', () => shop().pod('shop/wbe'), 'Did you mean `shop/web`?'],
  ['a namespace misspelt', () => shop().pods({ app: 'web' }, 'shp'), 'Did you mean `shop`?'],
  ['a Service misspelt', () => shop().service('shop/dbb'), 'Did you mean `shop/db`?'],
  ['a Service as a pod', () => shop().pod('svc/shop/db'), 'svc/shop/db is no workload or pod'],
  ['a pod as an address', () => shop().address('shop/db'), 'shop/db is no address'],
  ['a label that no pod can carry', () => shop().pods({ app: '-' }), 'a valid label'],
  ['a block with host bits', () => shop().address('10.0.0.1/8'), 'Did you mean `10.0.0.0/8`?'],
  ['an undeclared port name', () => shop().to('shop/db:gp'), 'Did you mean `pg`?'],
  ['no ports for an end', () => Reflect.apply(shop().to('shop/db').on, undefined, []), 'on(tcp('],
  ['two addresses', () => shop().verdict('10.0.0.1', '10.0.0.2'), 'policies govern pods'],
  ['a Service as a source', () => shop().verdict('svc/shop/db', 'shop/db'), 'flows start at pods'],
  [
    'ports at a source',
    () => shop().verdict('shop/db:5432', 'shop/web'),
    'at its destination only',
  ],
])('%s is refused, with what to write', (_what, ask, help) => {
  expect(failure(ask)).toContain(help);
});

test('what is no end, no reachability and no port is refused by the matchers', () => {
  const net = shop();
  expect(failure(() => expect('shop/api').toReach('shop/db'))).toContain('net.pod(');
  expect(failure(() => expect(net.pod('shop/api')).toSatisfyIntents())).toContain('reachability(');
  // @ts-expect-error: a number is no port
  const numbered = () => expect(net.pod('shop/api')).toReach('shop/db', 5432);
  expect(failure(numbered)).toContain('write tcp(5432)');
  expect(failure(() => expect(net.pod('shop/api')).toReach(shop().to('shop/db')))).toContain(
    'an end of other manifests',
  );
});
