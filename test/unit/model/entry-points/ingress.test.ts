import { expect, test } from 'vitest';
import type { EntryPoint } from '../../../../lib/model';
import { built, clusterFrom } from '../../../support/cluster-from';

const ingress = (spec: string, metadata = '') => `
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: {name: web, namespace: shop${metadata}}
spec: ${spec}`;

function read(...texts: readonly string[]): EntryPoint | undefined {
  return clusterFrom(...texts).entryPoints[0];
}

const path = (name: string, port: string) =>
  `{path: /, backend: {service: {name: ${name}, port: ${port}}}}`;

test('the default backend comes before those of the paths', () => {
  const spec = `{defaultBackend: {service: {name: a, port: {number: 80}}}, rules: [{http: {paths: [${path('b', '{name: http}')}]}}]}`;
  expect(read(ingress(spec))?.backends).toMatchObject([
    { kind: 'service', namespace: 'shop', name: 'a', port: 80 },
    { kind: 'service', namespace: 'shop', name: 'b', port: 'http' },
  ]);
});

test('paths that lead to one port are one backend', () => {
  const spec = `{rules: [{http: {paths: [${path('b', '{number: 80}')}, ${path('b', '{number: 80}')}]}}]}`;
  expect(read(ingress(spec))?.backends).toHaveLength(1);
});

test('a backend knows where it was written', () => {
  const spec = `{rules: [{http: {paths: [${path('b', '{number: 80}')}]}}]}`;
  expect(read(ingress(spec))?.backends[0]?.source).toMatchObject({
    file: 'test.yaml',
    path: 'spec.rules[0].http.paths[0].backend.service',
  });
});

test('a resource backend is noted and is no Service', () => {
  const spec = '{defaultBackend: {resource: {apiGroup: x.io, kind: Bucket, name: icons}}}';
  expect(read(ingress(spec))?.backends).toMatchObject([{ kind: 'other', what: 'Bucket icons' }]);
});

test.each([
  [
    '{rules: [{host: b.example}, {host: a.example}, {host: b.example}]}',
    ['a.example', 'b.example'],
  ],
  ['{rules: [{host: b.example}, {}]}', []],
  ['{rules: [{host: b.example}], defaultBackend: {service: {name: a}}}', []],
])('the hosts of %s', (spec, hosts) => {
  expect(read(ingress(spec))?.hosts).toEqual(hosts);
});

const CLASS = `
apiVersion: networking.k8s.io/v1
kind: IngressClass
metadata: {name: public, annotations: {ingressclass.kubernetes.io/is-default-class: 'true'}}
spec: {controller: k8s.io/ingress-nginx}`;

test.each([
  ['named', ingress('{ingressClassName: public}'), 'public'],
  ['annotated', ingress('{}', ", annotations: {kubernetes.io/ingress.class: 'public'}"), 'public'],
  ['the default', ingress('{}'), 'public'],
])('a class that is %s is looked up', (_, text, className) => {
  expect(read(CLASS, text)?.implementations).toEqual([
    { className, controllerName: 'k8s.io/ingress-nginx', gateway: undefined },
  ]);
});

test('a class that the input does not hold keeps its name', () => {
  expect(read(ingress('{ingressClassName: nginx}'))?.implementations).toEqual([
    { className: 'nginx', controllerName: undefined, gateway: undefined },
  ]);
});

test('the fields of earlier versions are read', () => {
  const text = `
apiVersion: extensions/v1beta1
kind: Ingress
metadata: {name: web, namespace: shop}
spec: {backend: {serviceName: web, servicePort: http}}`;
  expect(read(text)?.backends).toMatchObject([{ name: 'web', port: 'http' }]);
});

test.each([
  'text',
  '[]',
  '{rules: text}',
  '{rules: [text]}',
  '{rules: [{http: []}]}',
  '{rules: [{http: {paths: {}}}]}',
  '{rules: [{http: {paths: [{backend: 7}]}}]}',
  '{rules: [{http: {paths: [{backend: {service: {name: 7}}}]}}]}',
  '{rules: [{http: {paths: [{backend: {service: {name: a, port: {number: eighty}}}}]}}]}',
  '{ingressClassName: 7}',
])('a wrong type is an error and never a crash: %s', (spec) => {
  const { diagnostics } = built(ingress(spec));
  expect(diagnostics.map(({ code }) => code)).toContain('manifests/wrong-type');
});

test('an Ingress without a spec leads nowhere', () => {
  expect(read(ingress('null'))?.backends).toEqual([]);
});
