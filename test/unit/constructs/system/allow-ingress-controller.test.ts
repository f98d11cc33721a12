import { expect, test } from 'vitest';
import {
  AllowIngressController,
  type AllowIngressControllerProps,
  anyIp,
  cloudLoadBalancer,
  everyone,
  ingressHaproxy,
  ingressNginx,
  ingressTraefik,
  internet,
  istioGateway,
  namespace,
  pods,
  tcp,
} from '../../../../lib/constructs';
import { newChart, told, yamlOf } from '../charts';
import { javascript, refusalOf, refusalsOf } from '../dsl/refusals';
import { closed, flowsWith, pod, promisesOf } from './cluster';

const web = { to: pods({ app: 'web' }), on: tcp(8080) };

test('the pods of the controller are the peer, not the clients in front of it', async () => {
  const chart = newChart();
  const controller = ingressTraefik();
  new AllowIngressController(closed(chart, 'shop'), 'web', { ...web, controller });
  await expect(yamlOf(chart)).toMatchFileSnapshot('__snapshots__/allow-ingress-controller.yaml');
});

test('a load balancer of the cloud is its addresses', async () => {
  const chart = newChart();
  const controller = cloudLoadBalancer('gcp');
  new AllowIngressController(closed(chart, 'shop'), 'web', { ...web, controller });
  await expect(yamlOf(chart)).toMatchFileSnapshot('__snapshots__/allow-load-balancer.yaml');
});

test('the controller reaches the pods, also out of a closed namespace, and nobody else does', () => {
  const flows = flowsWith((chart) => {
    closed(chart, 'traefik');
    const shop = closed(chart, 'shop');
    pod(chart, 'traefik/traefik', { 'app.kubernetes.io/name': 'traefik' });
    pod(chart, 'traefik/other', { 'app.kubernetes.io/name': 'other' });
    pod(chart, 'shop/web', { app: 'web' });
    pod(chart, 'shop/db', { app: 'db' });
    new AllowIngressController(shop, 'web', { ...web, controller: ingressTraefik() });
  });
  expect(flows).toEqual(['traefik/traefik -> shop/web 8080/TCP']);
});

test('the controller is promised to reach them', () => {
  const shop = closed(newChart(), 'shop');
  const opened = new AllowIngressController(shop, 'web', { ...web, controller: ingressNginx() });
  expect(promisesOf(opened)).toEqual(['controller-ingress-nginx reaches web of shop']);
});

test.each([
  [ingressTraefik(), { 'app.kubernetes.io/name': 'traefik' }, 'traefik', [8000, 8443]],
  [
    ingressHaproxy(),
    { 'app.kubernetes.io/name': 'kubernetes-ingress' },
    'haproxy-controller',
    [8080, 8443],
  ],
  [istioGateway(), { istio: 'ingressgateway' }, 'istio-system', [8080, 8443]],
])('%j is known by its labels, its namespace and its ports', (peer, labels, home, ports) => {
  expect(peer).toMatchObject({ selector: { matchLabels: labels }, place: { name: home } });
  expect(peer.ports.map(({ spec }) => spec.port)).toEqual(ports);
});

test('the internet is refused: behind a controller no client shows', () => {
  const shop = closed(newChart(), 'shop');
  const props = { ...web, controller: internet() };
  const refusals = refusalsOf(() => new AllowIngressController(shop, 'web', props));
  expect(told(refusals)).toMatchInlineSnapshot(`
    [
      "constructs/not-a-controller: \`controller\` of \`AllowIngressController\` is internet()
    => give its pods, as ingressNginx() does, or its addresses, as cloudLoadBalancer(...) does
    at const refusals = refusalsOf(() => new AllowIngressController(shop, 'web', props));",
    ]
  `);
});

test.each<[string, unknown, string]>([
  ['any IP', { ...web, controller: anyIp() }, 'is anyIp()'],
  ['everyone', { ...web, controller: everyone() }, 'is neither pods nor addresses'],
  ['a namespace', { ...web, controller: namespace('traefik') }, 'is neither pods nor addresses'],
  ['no port', { to: web.to, controller: ingressTraefik() }, 'and on which port'],
])('%s is refused', (_name, props, message) => {
  const shop = closed(newChart(), 'shop');
  const given = javascript<AllowIngressControllerProps>(props);
  expect(refusalOf(() => new AllowIngressController(shop, 'web', given))).toContain(message);
});

test('load balancers of AWS and Azure connect from subnets of yours', () => {
  const subnets = ['10.0.64.0/20'];
  expect(cloudLoadBalancer('aws', { subnets }).blocks).toEqual([{ cidr: '10.0.64.0/20' }]);
  expect(cloudLoadBalancer('azure', { subnets }).blocks).toEqual([
    { cidr: '168.63.129.16/32' },
    { cidr: '10.0.64.0/20' },
  ]);
});

test.each<[() => unknown, string]>([
  [() => cloudLoadBalancer('aws', javascript(undefined)), 'does not know the subnets of the ALB'],
  [() => cloudLoadBalancer(javascript('gpc')), "`'gpc'`, did you mean `gcp`?"],
  [() => cloudLoadBalancer('aws', { subnets: [] }), 'lists nothing'],
  [() => cloudLoadBalancer('aws', { subnets: ['10.0.64.1/20'] }), 'an address inside a block'],
])('a load balancer whose addresses are not told is refused: %s', (call, message) => {
  expect(refusalOf(call)).toContain(message);
});
