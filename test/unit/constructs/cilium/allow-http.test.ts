import { ApiObject, type ApiObjectProps, App, Chart } from 'cdk8s';
import { reachability } from 'cdk8s-netpol/vitest';
import { expect, test } from 'vitest';
import { Findings, PolicyApp } from '../../../../lib/cdk8s';
import {
  AllowFrom,
  AllowHttp,
  type AllowHttpProps,
  allPorts,
  anyIp,
  CiliumNetworkPolicy,
  Connection,
  DefaultDenyNamespace,
  everyone,
  exactPath,
  from,
  governedNamespace,
  http,
  ipBlock,
  NetworkPolicy,
  namespace,
  overHttp,
  pathPrefix,
  pods,
  statementsOf,
  tcp,
  to,
  udp,
} from '../../../../lib/constructs';
import { profileNamed } from '../../../../lib/platform';
import { namesIn, newChart, told, yamlOf } from '../charts';
import { codesOf, refusalOf, refusalsOf } from '../dsl/refusals';

const web = pods({ app: 'web' });
const api = pods({ app: 'api' });
const reads: AllowHttpProps = {
  from: web,
  to: api,
  on: tcp(8080),
  rules: [http({ method: 'GET', path: pathPrefix('/api/') })],
};

/** An app for Cilium with a closed namespace, and its chart. */
function closedShop() {
  const app = new PolicyApp({ profile: profileNamed('cilium') });
  const chart = new Chart(app, 'shop');
  return { app, chart, shop: new DefaultDenyNamespace(chart, 'shop', { dns: 'none' }) };
}

/** What an app is refused for at synth. */
function refusedAtSynth(app: PolicyApp): string {
  return refusalOf(() => app.synthYaml());
}

/** What a construct of an app objects to at synth. */
function objectionAtSynth(app: PolicyApp): string {
  try {
    return app.synthYaml();
  } catch (error) {
    return String(error);
  }
}

test('requests pass by Cilium, and the other end is opened by a NetworkPolicy', async () => {
  const { chart, shop } = closedShop();
  new AllowHttp(shop, 'reads', {
    ...reads,
    rules: [
      http({ method: 'GET', path: pathPrefix('/api/v1.0/') }),
      http({
        method: 'POST',
        path: exactPath('/orders'),
        host: 'api.shop',
        headers: { 'X-Id': true },
      }),
    ],
  });
  await expect(yamlOf(chart)).toMatchFileSnapshot('__snapshots__/allow-http.yaml');
});

test('the app is proven, and its object says itself that it is not evaluated', () => {
  const { app, shop } = closedShop();
  new AllowHttp(shop, 'reads', reads);
  expect(app.synthYaml()).toContain(
    'opens ingress of pods app=api in namespace shop from pods app=web in namespace shop on 8080/TCP, HTTP GET /api/.* only',
  );
});

test('two sets of requests for the same pods and port add up', () => {
  const { app, shop } = closedShop();
  new AllowHttp(shop, 'reads', reads);
  new AllowHttp(shop, 'writes', { ...reads, rules: [http({ method: 'POST' })] });
  expect(app.synthYaml().match(/not evaluated yet/g)).toHaveLength(2);
});

test('no NetworkPolicy is written that lets every request through', () => {
  const { chart, shop } = closedShop();
  new AllowHttp(shop, 'reads', reads);
  const net = reachability(chart, { profile: profileNamed('cilium') });
  expect(net.pods({ app: 'web' }, 'shop')).not.toReach(net.pods({ app: 'api' }, 'shop'), tcp(8080));
});

test('a plain rule for the same pods and port undoes the requests: the promise is broken', () => {
  const { app, shop } = closedShop();
  new AllowHttp(shop, 'reads', reads);
  new Connection(shop, 'all', { from: web, to: api, on: tcp(8080) });
  expect(refusedAtSynth(app)).toContain(
    'intent `no NetworkPolicy undoes the HTTP rules of shop/reads for ingress` is broken',
  );
});

test('a plain rule for another port does not', () => {
  const { app, shop } = closedShop();
  new AllowHttp(shop, 'reads', reads);
  new Connection(shop, 'metrics', { from: web, to: api, on: tcp(9090) });
  expect(app.synthYaml()).toContain('not evaluated yet');
});

test('a plain rule of Cilium undoes them as well, and is not accepted by itself', () => {
  const { app, shop } = closedShop();
  new AllowHttp(shop, 'reads', reads);
  new CiliumNetworkPolicy(shop, 'wide', {
    select: api,
    ingress: [from(namespace('shop')).on(allPorts())],
  });
  expect(refusedAtSynth(app)).toContain(
    'CiliumNetworkPolicy shop/wide (cilium.io/v2) is not modelled',
  );
});

test('requests that pods may send are promised as well', () => {
  const { app, shop } = closedShop();
  new CiliumNetworkPolicy(shop, 'out', {
    select: web,
    egress: [overHttp(to(api).on(tcp(8080)), http({ method: 'GET' }))],
  });
  new Connection(shop, 'all', { from: web, to: api, on: tcp(8080) });
  expect(refusedAtSynth(app)).toContain('undoes the HTTP rules of shop/out for egress` is broken');
});

test('in one policy it is refused at the call', () => {
  const rule = from(web).on(tcp(8080));
  expect(
    told(
      refusalsOf(
        () =>
          new CiliumNetworkPolicy(newChart({ namespace: 'shop' }), 'api', {
            select: api,
            ingress: [from(everyone()).on(tcp(8080)), overHttp(rule, http({ method: 'GET' }))],
          }),
      ),
    ),
  ).toMatchInlineSnapshot(`
    [
      "constructs/undone-by-plain-rule: ingress of pods app=api in namespace shop from anyone on 8080/TCP undoes ingress of pods app=api in namespace shop from pods app=web in namespace shop on 8080/TCP, HTTP GET only
    => take one of them out, or give them different ports or pods
    at new CiliumNetworkPolicy(newChart({ namespace: 'shop' }), 'api', {",
    ]
  `);
});

test('a client of another namespace is opened there, where this app isolates it', () => {
  const { chart, shop } = closedShop();
  governedNamespace(chart, 'edge', { isolated: ['egress'] });
  new AllowHttp(shop, 'reads', { ...reads, from: web.in(namespace('edge')) });
  expect(namesIn(chart)).toContain('edge/web-to-shop-reads');
});

test('pods that nobody isolates are not isolated by surprise', () => {
  expect(codesOf(() => new AllowHttp(newChart({ namespace: 'shop' }), 'reads', reads))).toEqual([
    'constructs/isolates-by-surprise',
  ]);
});

test('`isolates: true` writes the policy, and no intent that nothing evaluated can hold', () => {
  const chart = newChart({ namespace: 'shop' });
  new AllowHttp(chart, 'reads', { ...reads, isolates: true });
  expect(namesIn(chart)).toEqual(['shop/reads']);
  expect(statementsOf(chart).flatMap(({ intents }) => intents)).toEqual([]);
  expect(chart.toJson()[0].metadata.annotations).toBeUndefined();
});

test('addresses may send requests too', () => {
  const { chart, shop } = closedShop();
  new AllowHttp(shop, 'reads', { ...reads, from: anyIp() });
  const policy = chart.toJson().find(({ kind }) => kind === 'CiliumNetworkPolicy');
  expect(policy.spec.ingress[0]).toHaveProperty('fromCIDRSet');
});

test('no request at all is refused: an empty list would let nothing through', () => {
  const { shop } = closedShop();
  expect(codesOf(() => new AllowHttp(shop, 'reads', { ...reads, rules: [] }))).toEqual([
    'constructs/empty-list',
  ]);
});

test.each([
  ['every port', allPorts()],
  ['every TCP port', tcp.all()],
  ['a range', tcp.range(8000, 8100)],
  ['UDP', udp(8080)],
])('HTTP rules on %s are refused', (_, on) => {
  const { shop } = closedShop();
  expect(codesOf(() => new AllowHttp(shop, 'reads', { ...reads, on }))).toEqual([
    'constructs/illegal-http-rule',
  ]);
});

test('a plain NetworkPolicy that only opens egress leaves the requests alone', () => {
  const { app, shop } = closedShop();
  new AllowHttp(shop, 'reads', reads);
  new NetworkPolicy(shop, 'self', { select: api, ingress: [from(api).on(tcp(8080))] });
  expect(app.synthYaml()).toContain('not evaluated yet');
});

/** An app for Cilium whose pods nothing isolates but the policy of these requests. */
function narrowedShop() {
  const app = new PolicyApp({ profile: profileNamed('cilium') });
  const chart = new Chart(app, 'shop', { namespace: 'shop' });
  const requests = new AllowHttp(chart, 'reads', { ...reads, isolates: true });
  Findings.of(requests).acknowledge({ id: 'unmodelled-kind', reason: 'isolates the api itself' });
  return { app, chart };
}

test('where only the requests isolate the pods, a plain rule is refused at its line', () => {
  const { app, chart } = narrowedShop();
  new AllowFrom(chart, 'all', { from: [web], to: api, on: tcp(8080), isolates: true });
  const refused = objectionAtSynth(app);
  expect(refused).toContain(
    'NetworkPolicy shop/all ingress[0] undoes ingress of pods app=api in namespace shop from pods app=web in namespace shop on 8080/TCP, HTTP GET /api/.* only',
  );
  expect(refused).toContain('allow-http.test.ts:');
});

test('where only the requests isolate the pods, a plain rule for another port passes', () => {
  const { app, chart } = narrowedShop();
  new AllowFrom(chart, 'metrics', { from: [web], to: api, on: tcp(9090), isolates: true });
  expect(app.synthYaml()).toContain('port: 9090');
});

/** An app for Cilium with a namespace that others isolate. */
function governedShop() {
  const app = new PolicyApp({ profile: profileNamed('cilium') });
  const chart = new Chart(app, 'shop');
  return {
    app,
    shop: governedNamespace(chart, 'shop', { isolated: ['ingress', 'egress'] }),
  };
}

test('requests pass in a namespace that others isolate', () => {
  const { app, shop } = governedShop();
  new AllowHttp(shop, 'reads', reads);
  expect(app.synthYaml()).toContain('not evaluated yet');
});

test('a plain rule undoes them in a namespace that others isolate as well', () => {
  const { app, shop } = governedShop();
  new AllowHttp(shop, 'reads', reads);
  new Connection(shop, 'all', { from: web, to: api, on: tcp(8080) });
  expect(objectionAtSynth(app)).toContain(
    'NetworkPolicy shop/all-ingress ingress[0] undoes ingress',
  );
});

test('a plain rule undoes them although the other end does not let the flow out', () => {
  const { app, chart, shop } = closedShop();
  new DefaultDenyNamespace(chart, 'edge', { dns: 'none' });
  new CiliumNetworkPolicy(shop, 'reads', {
    select: api,
    ingress: [overHttp(from(web.in(namespace('edge'))).on(tcp(8080)), http({ method: 'GET' }))],
  });
  new NetworkPolicy(shop, 'all', {
    select: api,
    ingress: [from(namespace('edge')).on(tcp(8080))],
  });
  expect(objectionAtSynth(app)).toContain('NetworkPolicy shop/all ingress[0] undoes ingress');
});

const POLICY = { apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy' };

/** What a plain app with requests is refused for, beside a raw object. */
function refusedBesideObject(props: ApiObjectProps): string {
  const app = new App();
  const chart = new Chart(app, 'shop', { namespace: 'shop' });
  new AllowHttp(chart, 'reads', { ...reads, isolates: true });
  new ApiObject(chart, 'raw', props);
  return validationOf(app);
}

/** The same beside a raw NetworkPolicy with such a spec. */
function refusedBeside(spec: object): string {
  return refusedBesideObject({ ...POLICY, metadata: { name: 'raw' }, ...{ spec } });
}

/** What the constructs of an app object to. */
function validationOf(app: App): string {
  return app.node
    .findAll()
    .flatMap(({ node }) => node.validate())
    .join('\n');
}

const select = { podSelector: { matchLabels: { app: 'api' } } };
const at8080 = { ports: [{ port: 8080 }] };
const inNamespace = (name: string) => ({
  namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': name } },
});

test.each<[string, object]>([
  ['everything', { podSelector: {}, ingress: [{}] }],
  ['the same pods', { ...select, ingress: [{ from: [select], ...at8080 }, at8080] }],
  ['a range', { ...select, ingress: [{ ports: [{ port: 8000, endPort: 9000 }] }] }],
  ['the name of a port', { ...select, ingress: [{ ports: [{ port: 'http' }] }] }],
  ['the namespace by its name', { ...select, ingress: [{ from: [inNamespace('shop')] }] }],
  [
    'pods by an expression',
    {
      ...select,
      ingress: [
        { from: [{ podSelector: { matchExpressions: [{ key: 'app', operator: 'Exists' }] } }] },
      ],
    },
  ],
  [
    'a selector that nobody can read',
    { ...select, ingress: [{ from: [{ podSelector: { matchExpressions: [{ key: 1 }] } }] }] },
  ],
])('a raw NetworkPolicy that opens %s undoes requests', (_, spec) => {
  expect(refusedBeside(spec)).toContain('NetworkPolicy shop/raw ingress[');
});

test.each<[string, object]>([
  ['other pods', { podSelector: { matchLabels: { app: 'db' } }, ingress: [{}] }],
  ['to others', { ...select, ingress: [{ from: [select] }] }],
  ['to another namespace', { ...select, ingress: [{ from: [inNamespace('edge')] }] }],
  ['to addresses', { ...select, ingress: [{ from: [{ ipBlock: { cidr: '10.0.0.0/8' } }] }] }],
  ['UDP', { ...select, ingress: [{ ports: [{ port: 8080, protocol: 'UDP' }] }] }],
  ['egress only', { ...select, policyTypes: ['Egress'], ingress: [{}] }],
  ['nothing', { podSelector: {}, ingress: [] }],
])('a raw NetworkPolicy that opens %s leaves requests alone', (_, spec) => {
  expect(refusedBeside(spec)).toBe('');
});

test.each<[string, ApiObjectProps]>([
  ['List', { apiVersion: 'v1', kind: 'List' }],
  ['NetworkPolicyList', { ...POLICY, kind: 'NetworkPolicyList' }],
])('a raw %s of policies undoes requests', (_, list) => {
  const item = {
    ...(list.kind === 'List' && POLICY),
    metadata: { name: 'raw', namespace: 'shop' },
    spec: { podSelector: {}, ingress: [{}] },
  };
  const others = { ...item, metadata: { name: 'other', namespace: 'blog' } };
  expect(refusedBesideObject({ ...list, ...{ items: [others, item] } })).toContain(
    'NetworkPolicy shop/raw ingress[0]',
  );
});

test('a raw policy of another group is not a NetworkPolicy', () => {
  const spec = { podSelector: {}, ingress: [{}] };
  const metadata = { name: 'raw' };
  expect(
    refusedBesideObject({
      ...POLICY,
      apiVersion: 'crd.projectcalico.org/v1',
      metadata,
      ...{ spec },
    }),
  ).toBe('');
});

test('addresses are compared without those that a block leaves out', () => {
  const app = new App();
  const chart = new Chart(app, 'shop', { namespace: 'shop' });
  const office = ipBlock('192.0.2.0/24');
  new AllowHttp(chart, 'reads', { ...reads, from: office, isolates: true });
  const others = anyIp({ except: ['192.0.2.0/24'] });
  new NetworkPolicy(chart, 'others', { select: api, ingress: [from(others).on(tcp(8080))] });
  expect(validationOf(app)).toBe('');
  new NetworkPolicy(chart, 'all', { select: api, ingress: [from(anyIp()).on(tcp(8080))] });
  expect(validationOf(app)).toContain('NetworkPolicy shop/all ingress[0]');
});
