import { expect, test } from 'vitest';
import type { EntryPoint } from '../../../../lib/model';
import { built, clusterFrom } from '../../../support/cluster-from';

const route = (spec: string, kind = 'HTTPRoute') => `
apiVersion: gateway.networking.k8s.io/v1
kind: ${kind}
metadata: {name: web, namespace: shop}
spec: ${spec}`;

const GATEWAY = `
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: {name: edge, namespace: infra}
spec: {gatewayClassName: istio, listeners: [{name: a, port: 80, allowedRoutes: {namespaces: {from: All}}}]}
---
apiVersion: gateway.networking.k8s.io/v1
kind: GatewayClass
metadata: {name: istio}
spec: {controllerName: istio.io/gateway-controller}`;

const grant = (from: string, to: string) => `
apiVersion: gateway.networking.k8s.io/v1beta1
kind: ReferenceGrant
metadata: {name: shop, namespace: data}
spec:
  from: [{group: gateway.networking.k8s.io, kind: HTTPRoute, namespace: ${from}}]
  to: [{group: '', kind: Service${to}}]`;

const PARENT = 'parentRefs: [{name: edge, namespace: infra}]';

function read(...texts: readonly string[]): readonly EntryPoint[] {
  return clusterFrom(...texts).entryPoints;
}

test.each(['HTTPRoute', 'GRPCRoute', 'TCPRoute', 'TLSRoute'])(
  '%s leads to its backendRefs',
  (kind) => {
    const spec = `{${PARENT}, rules: [{backendRefs: [{name: web, port: 80}]}]}`;
    expect(read(route(spec, kind))).toMatchObject([
      {
        kind,
        backends: [{ namespace: 'shop', name: 'web', port: 80, reference: 'own-namespace' }],
      },
    ]);
  },
);

test('its Gateway says which class and controller implement it', () => {
  expect(read(GATEWAY, route(`{${PARENT}}`))[0]?.implementations).toEqual([
    {
      className: 'istio',
      controllerName: 'istio.io/gateway-controller',
      gateway: { namespace: 'infra', name: 'edge' },
    },
  ]);
});

test('a Gateway that the input does not hold keeps its name', () => {
  expect(read(route('{parentRefs: [{name: edge}]}'))[0]?.implementations).toEqual([
    {
      className: undefined,
      controllerName: undefined,
      gateway: { namespace: 'shop', name: 'edge' },
    },
  ]);
});

test('several listeners of one Gateway are one implementation', () => {
  const spec = '{parentRefs: [{name: edge, sectionName: a}, {name: edge, sectionName: b}]}';
  expect(read(route(spec))[0]?.implementations).toHaveLength(1);
});

test('a route on a Service is about a mesh and lets nothing in', () => {
  expect(read(route('{parentRefs: [{group: "", kind: Service, name: web}]}'))).toEqual([]);
});

test('a backend with weight 0 is sent nothing', () => {
  const spec = `{${PARENT}, rules: [{backendRefs: [{name: old, port: 80, weight: 0}, {name: new, port: 80, weight: 1}]}]}`;
  expect(read(route(spec))[0]?.backends).toMatchObject([{ name: 'new' }]);
});

test('a backend of another kind is noted', () => {
  const spec = `{${PARENT}, rules: [{backendRefs: [{group: x.io, kind: Bucket, name: icons}]}]}`;
  expect(read(route(spec))[0]?.backends).toMatchObject([{ kind: 'other', what: 'Bucket icons' }]);
});

const ELSEWHERE = `{${PARENT}, rules: [{backendRefs: [{name: db, namespace: data, port: 80}]}]}`;

test.each([
  ['without a grant', [], 'refused'],
  ['with a grant for all Services', [grant('shop', '')], 'granted'],
  ['with a grant for this Service', [grant('shop', ', name: db')], 'granted'],
  ['with a grant for another Service', [grant('shop', ', name: web')], 'refused'],
  ['with a grant for another namespace', [grant('blog', '')], 'refused'],
])('a Service of another namespace %s', (_, grants, reference) => {
  expect(read(route(ELSEWHERE), ...grants)[0]?.backends).toMatchObject([{ reference }]);
});

test.each([
  '7',
  '{parentRefs: {}}',
  '{parentRefs: [7]}',
  '{parentRefs: [{name: 7}]}',
  `{${PARENT}, rules: 7}`,
  `{${PARENT}, rules: [{backendRefs: [7]}]}`,
  `{${PARENT}, rules: [{backendRefs: [{name: a, port: http}]}]}`,
  `{${PARENT}, hostnames: [7]}`,
])('a wrong type is an error and never a crash: %s', (spec) => {
  const codes = built(route(spec)).diagnostics.map(({ code }) => code);
  expect(codes).toContain('manifests/wrong-type');
});

const listening = (allowed: string) => `
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: {name: edge, namespace: infra}
spec: {gatewayClassName: istio, listeners: [{name: web, port: 80${allowed}}]}`;

const from = (text: string) => `, allowedRoutes: {namespaces: {${text}}}`;
const LABELLED = `
apiVersion: v1
kind: Namespace
metadata: {name: shop, labels: {team: shop}}`;

test.each([
  ['its own namespace, as usual', '', '', [], 0],
  ['all namespaces', from('from: All'), '', [], 1],
  [
    'labels that the namespace has',
    from('from: Selector, selector: {matchLabels: {team: shop}}'),
    '',
    [LABELLED],
    1,
  ],
  [
    'labels that it lacks',
    from('from: Selector, selector: {matchLabels: {team: blog}}'),
    '',
    [LABELLED],
    0,
  ],
  [
    'labels of a namespace that nobody declares',
    from('from: Selector, selector: {matchLabels: {team: shop}}'),
    '',
    [],
    1,
  ],
  [
    'the name of another namespace',
    from('from: Selector, selector: {matchLabels: {kubernetes.io/metadata.name: blog}}'),
    '',
    [],
    0,
  ],
  [
    'expressions, which stay open',
    from('from: Selector, selector: {matchExpressions: [{key: a, operator: Exists}]}'),
    '',
    [],
    1,
  ],
  ['all namespaces under another name', from('from: All'), ', sectionName: other', [], 0],
  ['all namespaces under this name', from('from: All'), ', sectionName: web, port: 80', [], 1],
])('a listener that takes routes of %s', (_, allowed, section, more, taken) => {
  const text = route(`{parentRefs: [{name: edge, namespace: infra${section}}]}`);
  const { cluster, diagnostics } = built(listening(allowed), text, ...more);
  expect(cluster.entryPoints).toHaveLength(taken);
  const refusals = diagnostics.filter(({ code }) => code === 'model/not-attached');
  expect(refusals).toHaveLength(1 - taken);
});
