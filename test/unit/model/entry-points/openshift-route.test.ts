import { expect, test } from 'vitest';
import { built, clusterFrom } from '../../../support/cluster-from';

const route = (spec: string) => `
apiVersion: route.openshift.io/v1
kind: Route
metadata: {name: web, namespace: shop}
spec: ${spec}`;

test('a Route leads to its Service and the alternate ones, by target port', () => {
  const spec =
    '{host: a.example, to: {kind: Service, name: web}, alternateBackends: [{kind: Service, name: beta, weight: 10}], port: {targetPort: http}}';
  expect(clusterFrom(route(spec)).entryPoints).toMatchObject([
    {
      kind: 'Route',
      hosts: ['a.example'],
      backends: [
        { name: 'web', port: 'http', counts: 'target-ports' },
        { name: 'beta', port: 'http', counts: 'target-ports' },
      ],
      implementations: [{ controllerName: 'openshift.io/ingress-to-route' }],
    },
  ]);
});

test('without a port it means every port', () => {
  const [entry] = clusterFrom(route('{to: {name: web}}')).entryPoints;
  expect(entry?.backends).toMatchObject([{ name: 'web', port: undefined }]);
});

test('a Service with weight 0 is sent nothing', () => {
  const [entry] = clusterFrom(route('{to: {name: web, weight: 0}}')).entryPoints;
  expect(entry?.backends).toEqual([]);
});

test('a Route runs no pods, and is not said to', () => {
  const codes = built(route('{to: {name: web}}')).diagnostics.map(({ code }) => code);
  expect(codes).not.toContain('model/pods-elsewhere');
});

test.each(['7', '{to: []}', '{to: {name: 7}}', '{to: {name: a}, port: {targetPort: []}}'])(
  'a wrong type is an error and never a crash: %s',
  (spec) => {
    const codes = built(route(spec)).diagnostics.map(({ code }) => code);
    expect(codes).toContain('manifests/wrong-type');
  },
);
