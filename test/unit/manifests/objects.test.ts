import { ApiObject, Testing } from 'cdk8s';
import { expect, test } from 'vitest';
import { manifestsOf } from '../../../lib/manifests';

const pod = { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'p' } };

test('a plain object is a manifest', () => {
  const { manifests, diagnostics, files } = manifestsOf([pod]);
  expect(manifests).toMatchObject([{ kind: 'Pod', name: 'p', body: pod }]);
  expect([diagnostics, files]).toEqual([[], 0]);
});

test('an ApiObject of cdk8s is one too, and knows its construct', () => {
  const chart = Testing.chart();
  new ApiObject(chart, 'web', { ...pod });
  const { manifests } = manifestsOf(chart.apiObjects);
  expect(manifests[0]?.body).toMatchObject({ kind: 'Pod', metadata: { name: 'p' } });
  expect(manifests[0]?.origin.at(['metadata', 'name'])).toEqual({
    file: '(in memory)',
    path: 'metadata.name',
    construct: 'test/web',
  });
});

test('a file can be named for objects that came from one', () => {
  expect(manifestsOf([pod], 'chart.k8s.yaml').manifests[0]?.origin.file).toBe('chart.k8s.yaml');
});

test('lists are unpacked', () => {
  const list = { apiVersion: 'v1', kind: 'List', items: [pod, pod] };
  expect(manifestsOf([list]).manifests).toHaveLength(2);
});

test.each([
  ['undefined', undefined, 'undefined'],
  ['a function', () => 1, 'a function'],
  ['NaN', Number.NaN, 'NaN'],
  ['Infinity', Number.POSITIVE_INFINITY, 'Infinity'],
  ['a symbol', Symbol('s'), 'a symbol'],
  ['a bigint', 1n, 'a bigint'],
  ['a date', new Date(0), 'an instance of Date'],
  ['a map', new Map(), 'an instance of Map'],
])('%s is refused where it stands, never dropped', (_what, value, named) => {
  const { manifests, diagnostics } = manifestsOf([{ ...pod, spec: { labels: ['x', value] } }]);
  expect(manifests).toEqual([]);
  expect(diagnostics).toMatchObject([
    {
      code: 'manifests/not-json-value',
      message: `${named} is not a JSON value`,
      source: { file: '(in memory)', path: 'spec.labels[1]' },
    },
  ]);
});

test('the hole of a sparse array is undefined', () => {
  expect(manifestsOf([{ ...pod, spec: new Array(1) }]).diagnostics).toHaveLength(1);
});

test('an object inside itself is refused', () => {
  const loop: { [key: string]: unknown } = { ...pod };
  loop['self'] = loop;
  expect(manifestsOf([loop]).diagnostics).toMatchObject([
    { message: 'an object inside itself is not a JSON value', source: { path: 'self' } },
  ]);
});

test('an object that is used twice is no loop', () => {
  const labels = { app: 'web' };
  expect(manifestsOf([{ ...pod, a: labels, b: labels }]).diagnostics).toEqual([]);
});

test('an object without a prototype is plain', () => {
  const bare = Object.assign(Object.create(null), pod);
  expect(manifestsOf([bare]).manifests).toHaveLength(1);
});

test.each([[5], [null], ['text'], [[pod]]])('%j is no manifest', (value) => {
  expect(manifestsOf([value]).diagnostics).toMatchObject([{ code: 'manifests/not-an-object' }]);
});
