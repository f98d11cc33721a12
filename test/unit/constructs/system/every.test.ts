import { Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import { expect, test } from 'vitest';
import { PolicyApp } from '../../../../lib/cdk8s';
import {
  AllowAdmissionWebhook,
  AllowApiServer,
  AllowHttp01Solver,
  AllowIngressController,
  AllowKubeletMetrics,
  AllowMesh,
  AllowScrape,
  allPorts,
  CertManager,
  type DefaultDenyNamespace,
  everyone,
  ingressNginx,
  MetricsServer,
  pods,
  tcp,
} from '../../../../lib/constructs';
import { kind, profileNamed } from '../../../../lib/platform';
import { namesIn, newChart } from '../charts';
import { codesOf, javascript, refusalOf } from '../dsl/refusals';
import { closed, flowsWith, pod } from './cluster';

type Make = (scope: Construct, more: { readonly isolates?: true }) => Construct;

const web = pods({ app: 'web' });
const cidrs = ['198.51.100.1/32'];
const nodes = ['192.0.2.0/24'];

/** Every construct of system components, in a namespace of its own or one that others close. */
const EVERY: readonly (readonly [string, Make])[] = [
  ['AllowApiServer', (at, more) => new AllowApiServer(at, 'x', { cidrs, ...more })],
  [
    'AllowAdmissionWebhook',
    (at, more) =>
      new AllowAdmissionWebhook(at, 'x', { for: web, on: tcp(9443), from: everyone(), ...more }),
  ],
  ['AllowScrape', (at, more) => new AllowScrape(at, 'x', { of: [web], on: tcp(9102), ...more })],
  [
    'AllowKubeletMetrics',
    (at, more) => new AllowKubeletMetrics(at, 'x', { for: web, nodes, ...more }),
  ],
  [
    'MetricsServer',
    (at, more) => new MetricsServer(at, 'x', { from: everyone(), nodes, cidrs, ...more }),
  ],
  [
    'AllowIngressController',
    (at, more) =>
      new AllowIngressController(at, 'x', {
        to: web,
        on: tcp(8080),
        controller: ingressNginx(),
        ...more,
      }),
  ],
  ['CertManager', (at, more) => new CertManager(at, 'x', { cidrs, ...more })],
  [
    'AllowHttp01Solver',
    (at, more) => new AllowHttp01Solver(at, 'x', { controller: ingressNginx(), ...more }),
  ],
  ['AllowMesh', (at, more) => new AllowMesh(at, 'x', { mesh: 'istio', ...more })],
];

test.each(EVERY)('%s isolates no pods by surprise', (_name, make) => {
  const chart = newChart({ namespace: 'shop' });
  expect(codesOf(() => make(chart, {}))).toContain('constructs/isolates-by-surprise');
});

test.each(EVERY)('%s isolates them where its author says so', (_name, make) => {
  const chart = newChart({ namespace: 'shop' });
  make(chart, { isolates: true });
  expect(namesIn(chart).every((name) => name.startsWith('shop/x'))).toBe(true);
  expect(namesIn(chart)).not.toEqual([]);
});

test.each(EVERY)('%s says why its rules exist, and its promises hold', (_name, make) => {
  const app = new PolicyApp({ reasons: 'required', profile: kind({ nodeCidrs: nodes }) });
  make(closed(new Chart(app, 'shop'), 'shop'), {});
  expect(app.synthYaml()).toContain('kind: NetworkPolicy');
});

test('what is closed after it was let through is opened all the same', () => {
  const flows = flowsWith((chart) => {
    const shop = closed(chart, 'shop');
    pod(chart, 'shop/web', { app: 'web' });
    pod(chart, 'monitoring/prometheus', { 'app.kubernetes.io/name': 'prometheus' });
    new AllowScrape(shop, 'scrape', { of: [web], on: tcp(9102) });
    closed(chart, 'monitoring');
  });
  expect(flows).toEqual(['monitoring/prometheus -> shop/web 9102/TCP']);
});

const ON: readonly (readonly [string, (shop: DefaultDenyNamespace, on: never) => Construct])[] = [
  ['AllowApiServer', (shop, on) => new AllowApiServer(shop, 'x', { cidrs, on })],
  ['AllowScrape', (shop, on) => new AllowScrape(shop, 'x', { of: [shop], on })],
  [
    'AllowKubeletMetrics',
    (shop, on) => new AllowKubeletMetrics(shop, 'x', { for: web, nodes, on }),
  ],
  [
    'AllowAdmissionWebhook',
    (shop, on) => new AllowAdmissionWebhook(shop, 'x', { for: web, on, from: everyone() }),
  ],
  [
    'AllowIngressController',
    (shop, on) =>
      new AllowIngressController(shop, 'x', { to: web, on, controller: ingressNginx() }),
  ],
];

test.each(ON)('%s does not open every port', (name, make) => {
  const shop = closed(newChart(), 'shop');
  expect(refusalOf(() => make(shop, javascript(allPorts())))).toContain(
    `\`on\` of \`${name}\` is allPorts()`,
  );
});

test.each(ON)('%s wants a port, and not its number', (name, make) => {
  const shop = closed(newChart(), 'shop');
  expect(refusalOf(() => make(shop, javascript(9102)))).toContain(
    `port of \`${name}.on\` is \`9102\`, not a port => write tcp(9102)`,
  );
});

test('under Cilium an object that would isolate is left for its author to accept', () => {
  const app = new PolicyApp({ profile: profileNamed('cilium') });
  const chart = new Chart(app, 'shop', { namespace: 'shop' });
  new AllowApiServer(chart, 'api', { isolates: true });
  expect(() => app.synthYaml()).toThrow('model/unacknowledged-kind');
});
