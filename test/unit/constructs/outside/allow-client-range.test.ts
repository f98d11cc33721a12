import { ApiObject, type Chart, JsonPatch, Yaml } from 'cdk8s';
import { reachability } from 'cdk8s-netpol/vitest';
import * as kplus from 'cdk8s-plus-28';
import { describe, expect, test } from 'vitest';
import {
  AllowClientRange,
  type AllowClientRangeProps,
  anyIp,
  ingressNginx,
  internet,
  type Port,
  pods,
  tcp,
  udp,
  zone,
} from '../../../../lib/constructs';
import { kind } from '../../../../lib/platform';
import { newChart, told } from '../charts';
import { codesOf, javascript, refusalOf, refusalsOf } from '../dsl/refusals';
import { newShop, policyOf, promises, type Shop } from './shop';

const LOCAL = { type: 'LoadBalancer', externalTrafficPolicy: 'Local' } as const;
const office = {
  to: pods({ app: 'feeds' }),
  on: tcp(8080),
  cidrs: ['198.51.100.0/24'],
  behind: LOCAL,
};

function object(chart: Chart, type: string, spec: object): ApiObject {
  return new ApiObject(chart, type, { apiVersion: 'v1', kind: type, spec });
}

function behind(make: (shop: Shop) => unknown): AllowClientRange {
  const made = newShop();
  const service = javascript<AllowClientRangeProps['behind']>(make(made));
  return new AllowClientRange(made.shop, 'office', { ...office, behind: service });
}

test('clients are let in by their addresses', async () => {
  const { chart, shop } = newShop();
  new AllowClientRange(shop, 'office', { ...office, except: ['198.51.100.128/25'] });
  await expect(Yaml.stringify(policyOf(chart, 'office'))).toMatchFileSnapshot(
    '__snapshots__/allow-client-range.yaml',
  );
});

test('they reach these pods on this port, and nobody else does', () => {
  const { chart, shop } = newShop();
  new AllowClientRange(shop, 'office', { ...office, except: ['198.51.100.128/25'] });
  expect(reachability(chart).flows()).toBe('198.51.100.0/25 -> shop/feeds 8080/TCP');
});

test('it promises that they reach the pods, and the promise holds', () => {
  const { chart, shop } = newShop();
  new AllowClientRange(shop, 'office', office);
  expect(promises(reachability(chart))).toContain('office reaches feeds of shop: holds');
});

test('a range may have a name, and may be the internet', () => {
  const { chart, shop } = newShop();
  const corp = zone('corp', ['10.20.0.0/16']);
  new AllowClientRange(shop, 'corp', { ...office, cidrs: [corp, internet()] });
  const net = reachability(chart);
  expect(net.address('10.20.0.7')).toReach('shop/feeds', tcp(8080));
  expect(net.address('8.8.8.8')).toReach('shop/feeds', tcp(8080));
  expect(net.address('10.30.0.7')).not.toReach('shop/feeds');
});

describe('a Service that keeps client addresses is accepted', () => {
  test.each<[string, (shop: Shop) => unknown]>([
    ['its spec', () => LOCAL],
    ['a NodePort', () => ({ type: 'NodePort', externalTrafficPolicy: 'Local' })],
    ['one that nothing from outside comes through', () => ({ type: 'ClusterIP' })],
    ['one that says no type', () => ({})],
    ['external IPs', () => ({ externalIPs: ['203.0.113.1'], externalTrafficPolicy: 'Local' })],
    ['a manifest', () => ({ apiVersion: 'v1', kind: 'Service', spec: LOCAL })],
    ['an object of cdk8s', ({ chart }) => object(chart, 'Service', LOCAL)],
    ['a Service of cdk8s-plus', ({ chart }) => kplusService(chart, 'Local')],
    ['no Service at all', () => 'nothing'],
  ])('%s', (_, make) => {
    expect(() => behind(make)).not.toThrow();
  });
});

function kplusService(chart: Chart, policy?: 'Local' | 'Cluster'): kplus.Service {
  const type = kplus.ServiceType.LOAD_BALANCER;
  const service = new kplus.Service(chart, 'web', { type, ports: [{ port: 8080 }] });
  const patch = JsonPatch.add('/spec/externalTrafficPolicy', policy);
  if (policy !== undefined) ApiObject.of(service).addJsonPatch(patch);
  return service;
}

describe('what hides its clients is refused', () => {
  test.each<[string, (shop: Shop) => unknown, string]>([
    ['the default of a LoadBalancer', () => ({ type: 'LoadBalancer' }), 'its default'],
    ['`Cluster`', () => ({ type: 'NodePort', externalTrafficPolicy: 'Cluster' }), "`'Cluster'`"],
    ['external IPs', () => ({ externalIPs: ['203.0.113.1'] }), 'its default'],
    [
      'a Service of cdk8s',
      ({ chart }) => object(chart, 'Service', { type: 'NodePort' }),
      'default',
    ],
    ['a Service of cdk8s-plus', ({ chart }) => kplusService(chart), 'its default'],
    ['an Ingress', ({ chart }) => object(chart, 'Ingress', {}), 'its controller forwards'],
    ['a route', ({ chart }) => object(chart, 'HTTPRoute', {}), 'its controller forwards'],
    ['an ingress controller', () => ingressNginx(), 'a controller forwards'],
  ])('%s', (_, make, words) => {
    const [refused] = refusalsOf(() => behind(make));
    expect(refused?.code).toBe('constructs/hides-clients');
    expect(refused?.message).toContain(words);
  });

  test('at the line that wrote it, and why', () => {
    const { shop } = newShop();
    const cluster = javascript<typeof LOCAL>({ type: 'LoadBalancer' });
    const props = { ...office, behind: cluster };
    const refusals = refusalsOf(() => new AllowClientRange(shop, 'office', props));
    expect(told(refusals)).toMatchInlineSnapshot(`
      [
        "constructs/hides-clients: \`behind\` of \`AllowClientRange\` is a \`LoadBalancer\` Service whose \`externalTrafficPolicy\` is \`Cluster\`, its default: what comes through it arrives with the address of a node
      => set \`externalTrafficPolicy: Local\` in the Service; where a proxy stands in front, let the proxy in
      at const refusals = refusalsOf(() => new AllowClientRange(shop, 'office', props));",
      ]
    `);
  });
});

test.each<[string, (shop: Shop) => unknown]>([
  ['a Deployment', ({ chart }) => object(chart, 'Deployment', {})],
  ['an ExternalName', () => ({ type: 'ExternalName' })],
  ['a word', () => 'service'],
  ['a chart', ({ chart }) => chart],
  ['a manifest without a spec', () => ({ kind: 'Service' })],
])('%s is no Service in front of pods', (_, make) => {
  expect(codesOf(() => behind(make))).toEqual(['constructs/not-a-service']);
});

describe('the Service stands in front of the pods that are opened', () => {
  const select = (selector: { readonly [key: string]: string }) => () =>
    behind(() => ({ ...LOCAL, selector }));

  test.each([{ app: 'feeds' }, { tier: 'web' }, { app: 'feeds', tier: 'web' }])(
    'where its labels may be theirs: %o',
    (selector) => {
      expect(select(selector)).not.toThrow();
    },
  );

  test('and is refused where they cannot be', () => {
    expect(refusalOf(select({ app: 'other' }))).toMatchInlineSnapshot(
      `"\`behind\` of \`AllowClientRange\` is a Service for pods with \`app=other\`, and \`to\` asks for \`app=feeds\` => pass the Service in front of these pods"`,
    );
  });
});

describe('the port is that of the pods', () => {
  const on = (port: Parameters<typeof tcp>[0]) => {
    const { shop } = newShop();
    const ports = [
      { port: 443, targetPort: 8443 },
      { port: 80, targetPort: 'http' },
      { port: 9090 },
    ];
    const props = { ...office, on: tcp(port), behind: { ...LOCAL, ports } };
    return () => new AllowClientRange(shop, 'office', props);
  };

  test.each([8443, 'http', 9090])('%s is one', (port) => {
    expect(on(port)).not.toThrow();
  });

  test.each([
    [443, 'tcp(8443)'],
    [80, "tcp('http')"],
  ])('%s is that of the Service, and is refused', (port, help) => {
    const [refused] = refusalsOf(on(port));
    expect(refused?.code).toBe('constructs/service-port');
    expect(refused?.help).toBe(`write ${help}`);
  });

  describe('and one number leads elsewhere for each protocol:', () => {
    const crossed = (port: Port) => {
      const { shop } = newShop();
      const ports = [
        { port: 443, targetPort: 8443, protocol: 'TCP' },
        { port: 8443, targetPort: 443, protocol: 'UDP' },
      ];
      const props = { ...office, on: port, behind: { ...LOCAL, ports } };
      return () => new AllowClientRange(shop, 'office', props);
    };

    test.each([tcp(8443), udp(443)])('%j is one', (port) => {
      expect(crossed(port)).not.toThrow();
    });

    test.each([
      [tcp(443), 'write tcp(8443)'],
      [udp(8443), 'write udp(443)'],
    ])('%j is that of the Service, and is refused', (port, help) => {
      const [refused] = refusalsOf(crossed(port));
      expect([refused?.code, refused?.help]).toEqual(['constructs/service-port', help]);
    });
  });
});

test.each<[string, readonly unknown[], string]>([
  ['every address', ['0.0.0.0/0'], 'any-ip'],
  ['every address of IPv6', ['::/0'], 'any-ip'],
  ['any IP by name', [anyIp()], 'any-ip'],
  ['what pods are numbered from', ['10.0.0.0/8'], 'inside-the-cluster'],
  ['no range', [], 'empty-list'],
  ['a peer that is no addresses', [pods({ app: 'web' })], 'not-a-cidr'],
])('%s is no range of clients', (_, cidrs, code) => {
  const { shop } = newShop(kind());
  const props = javascript<AllowClientRangeProps>({ ...office, cidrs });
  expect(codesOf(() => new AllowClientRange(shop, 'office', props))).toEqual([
    `constructs/${code}`,
  ]);
});

test('pods that nothing is known to isolate are not isolated by surprise', () => {
  const chart = newChart({ namespace: 'shop' });
  expect(codesOf(() => new AllowClientRange(chart, 'office', office))).toEqual([
    'constructs/isolates-by-surprise',
  ]);
});
