import { expect, test } from 'vitest';
import {
  AllowHttp01Solver,
  CertManager,
  type CertManagerProps,
  ingressNginx,
  internet,
  ipBlock,
  pods,
} from '../../../../lib/constructs';
import { profileNamed } from '../../../../lib/platform';
import { namesIn, newChart, yamlOf } from '../charts';
import { javascript, refusalOf } from '../dsl/refusals';
import { chartUnder, closed, flowsWith, pod, promisesOf } from './cluster';

const cidrs = ['198.51.100.1/32'];
const letsEncrypt = ipBlock('203.0.113.0/24');
const component = (name: string, part = name) => ({
  'app.kubernetes.io/name': name,
  'app.kubernetes.io/component': part,
});

function installed(chart: Parameters<typeof closed>[0]): void {
  pod(chart, 'cert-manager/controller', component('cert-manager', 'controller'));
  pod(chart, 'cert-manager/cainjector', component('cainjector'));
  pod(chart, 'cert-manager/webhook', component('webhook'));
  pod(chart, 'cert-manager/other', { app: 'other' });
}

test('without challenges every component reaches the API server, and nothing else', () => {
  const flows = flowsWith((chart) => {
    const home = closed(chart, 'cert-manager');
    installed(chart);
    const webhookFrom = ipBlock('198.51.100.1/32');
    new CertManager(home, 'cert-manager', { cidrs, webhookFrom });
  });
  expect(flows).toEqual([
    'cert-manager/cainjector -> 198.51.100.1/32 443/TCP, 6443/TCP',
    'cert-manager/controller -> 198.51.100.1/32 443/TCP, 6443/TCP',
    'cert-manager/webhook -> 198.51.100.1/32 443/TCP, 6443/TCP',
    '198.51.100.1/32 -> cert-manager/webhook 10250/TCP',
  ]);
});

test('HTTP-01 needs the ACME server, and a self check through the ingress', async () => {
  const chart = newChart();
  const http01 = { through: ingressNginx() };
  new CertManager(closed(chart, 'cert-manager'), 'cert-manager', { cidrs, http01 });
  await expect(yamlOf(chart)).toMatchFileSnapshot('__snapshots__/cert-manager-http01.yaml');
});

test('DNS-01 needs the API of the provider, and name servers', async () => {
  const chart = newChart();
  const dns01 = { api: ipBlock('203.0.113.9/32'), nameServers: ipBlock('9.9.9.9/32') };
  new CertManager(closed(chart, 'cert-manager'), 'cert-manager', {
    cidrs,
    dns01,
    acme: letsEncrypt,
  });
  await expect(yamlOf(chart)).toMatchFileSnapshot('__snapshots__/cert-manager-dns01.yaml');
});

test('under Cilium the API server is an entity in both directions', async () => {
  const chart = chartUnder(profileNamed('cilium'));
  new CertManager(closed(chart, 'cert-manager'), 'cert-manager');
  await expect(yamlOf(chart)).toMatchFileSnapshot('__snapshots__/cert-manager-cilium.yaml');
});

test('only the controller leaves the cluster, and a challenge finds its solver and nothing else', () => {
  const flows = flowsWith((chart) => {
    const home = closed(chart, 'cert-manager');
    const shop = closed(chart, 'shop');
    closed(chart, 'ingress-nginx');
    installed(chart);
    pod(chart, 'ingress-nginx/nginx', component('ingress-nginx', 'controller'));
    pod(chart, 'shop/solver', { 'acme.cert-manager.io/http01-solver': 'true' });
    pod(chart, 'shop/web', { app: 'web' });
    const http01 = { through: ingressNginx(), at: ipBlock('203.0.113.80/32') };
    new CertManager(home, 'cert-manager', { cidrs, http01, acme: letsEncrypt });
    new AllowHttp01Solver(shop, 'acme', { controller: ingressNginx() });
  });
  expect(flows.filter((flow) => !flow.includes('198.51.100.1'))).toEqual(
    expect.arrayContaining([
      'cert-manager/controller -> 203.0.113.80/32 80/TCP, 443/TCP',
      'cert-manager/controller -> ingress-nginx/nginx 80/TCP, 443/TCP',
      'ingress-nginx/nginx -> shop/solver 8089/TCP',
    ]),
  );
  expect(flows.filter((flow) => flow.includes('shop/'))).toEqual([
    'ingress-nginx/nginx -> shop/solver 8089/TCP',
  ]);
  const out = flows.filter((flow) => / -> [\d:]/.test(flow) && !flow.includes('198.51.100.1'));
  expect(out.every((flow) => flow.startsWith('cert-manager/controller '))).toBe(true);
});

test('the solvers are opened by their label, for the controller', async () => {
  const chart = newChart();
  const solver = new AllowHttp01Solver(closed(chart, 'shop'), 'acme', {
    controller: ingressNginx(),
  });
  await expect(yamlOf(chart)).toMatchFileSnapshot('__snapshots__/allow-http01-solver.yaml');
  expect(promisesOf(solver)).toEqual([
    'controller-ingress-nginx reaches the HTTP-01 solvers of shop',
  ]);
});

test('each component is promised to reach what it needs', () => {
  const home = closed(newChart(), 'cert-manager');
  expect(promisesOf(new CertManager(home, 'cert-manager', { cidrs }))).toEqual([
    'controller of cert-manager reaches what it needs',
    'cainjector of cert-manager reaches what it needs',
    'webhook of cert-manager reaches what it needs',
    'startupapicheck of cert-manager reaches what it needs',
  ]);
});

test('an installation may label its pods otherwise', () => {
  const chart = newChart();
  const webhook = pods({ app: 'webhook' });
  const home = closed(chart, 'cert-manager');
  new CertManager(home, 'certs', { cidrs, pods: { webhook } });
  const selected = chart.toJson().map(({ spec }) => spec.podSelector);
  expect(namesIn(chart)).toContain('cert-manager/certs-webhook');
  expect(selected).toContainEqual({ matchLabels: { app: 'webhook' } });
});

test.each<[unknown, string]>([
  [{}, '`CertManager` does not know the addresses of the API server'],
  [{ cidrs, http01: {} }, '`http01` of `CertManager` has no `through`'],
  [{ cidrs, dns01: {} }, '`dns01` of `CertManager` has no `nameServers`'],
  [{ cidrs, dns01: { nameserver: internet() } }, 'did you mean `nameServers`?'],
  [{ cidrs, pods: { webhok: pods({ app: 'w' }) } }, 'did you mean `webhook`?'],
  [{ cidrs, webhookFrom: pods({ app: 'w' }) }, '`webhookFrom` of `CertManager` is pods'],
])('%j is refused', (props, message) => {
  const home = closed(newChart(), 'cert-manager');
  const call = () => new CertManager(home, 'cert-manager', javascript<CertManagerProps>(props));
  expect(refusalOf(call)).toContain(message);
});

test.each([
  ["'nginx'", 'nginx', 'is neither pods nor addresses'],
  ['the internet', internet(), 'is internet()'],
])('solvers are not reached from %s', (_name, controller, message) => {
  const shop = closed(newChart(), 'shop');
  const call = () => new AllowHttp01Solver(shop, 'acme', javascript({ controller }));
  expect(refusalOf(call)).toContain(`\`controller\` of \`AllowHttp01Solver\` ${message}`);
});
