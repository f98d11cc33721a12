import { ApiObject, type ApiObjectProps, Chart, YamlOutputType } from 'cdk8s';
import { expect, test } from 'vitest';
import { PolicyApp } from '../../../lib/cdk8s';
import { refusalsOf } from '../constructs/dsl/refusals';

const POLICY = {
  apiVersion: 'networking.k8s.io/v1',
  kind: 'NetworkPolicy',
  metadata: { name: 'deny', namespace: 'shop' },
  spec: { podSelector: {} },
};

function emitting(...objects: readonly ApiObjectProps[]): PolicyApp {
  const app = new PolicyApp();
  const chart = new Chart(app, 'c');
  for (const [i, each] of objects.entries()) new ApiObject(chart, `o${i}`, each);
  return app;
}

function refused(...objects: readonly ApiObjectProps[]): readonly string[] {
  return refusalsOf(() => emitting(...objects).synthYaml()).map(
    ({ code, message, source }) => `${code}: ${message} at ${source?.construct}`,
  );
}

const list = (...items: readonly unknown[]) => ({ apiVersion: 'v1', kind: 'List', items });

test('a policy in a list is judged like any other', () => {
  const spec = { podSelector: {}, ingres: [] };
  expect(refused(list({ ...POLICY, spec }))).toMatchInlineSnapshot(`
    [
      "cdk8s/invalid-policy: strict decoding error: unknown field "spec.ingres" at c/o0",
    ]
  `);
});

test('a policy in a typed list, which need not say its kind, is judged as well', () => {
  const items = [{ metadata: { name: 'deny' }, spec: { podSelector: {} } }];
  expect(
    refused({ apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicyList', items }),
  ).toMatchInlineSnapshot(`
    [
      "cdk8s/no-namespace: NetworkPolicy \`deny\` has no namespace at c/o0",
    ]
  `);
});

test('a list that holds no list is refused', () => {
  const broken = { apiVersion: 'v1', kind: 'List', items: 'none' };
  expect(refused(broken)).toMatchInlineSnapshot(`
    [
      "cdk8s/invalid-policy: \`items\` of a List is a string, not a list at c/o0",
    ]
  `);
});

test('an object in a list is the same object as one outside it', () => {
  expect(refused(POLICY, list(POLICY))).toMatchInlineSnapshot(`
    [
      "cdk8s/duplicate-object: NetworkPolicy \`shop/deny\` is emitted by \`c/o0\` and by \`c/o1\` at c/o1",
    ]
  `);
});

test('a policy whose group was forgotten is refused', () => {
  expect(refused({ ...POLICY, apiVersion: 'v1' })).toMatchInlineSnapshot(`
    [
      "cdk8s/invalid-policy: no matches for kind "NetworkPolicy" in version "v1" at c/o0",
    ]
  `);
});

test('an empty namespace is none', () => {
  const metadata = { name: 'deny', namespace: '' };
  const homeless = { ...POLICY, metadata };
  expect(refused(homeless)).toMatchInlineSnapshot(`
    [
      "cdk8s/no-namespace: NetworkPolicy \`deny\` has no namespace at c/o0",
    ]
  `);
});

test('the sidecar tells of the objects in a list, and not of the list', () => {
  const { objects } = emitting(list(POLICY)).sidecar();
  expect(objects).toMatchObject([{ kind: 'NetworkPolicy', name: 'deny', construct: 'c/o0' }]);
});

test('objects in one list are written to one file, and collide with nothing', () => {
  const other = { ...POLICY, metadata: { name: 'other', namespace: 'shop' } };
  const app = new PolicyApp({ yamlOutputType: YamlOutputType.FILE_PER_RESOURCE });
  new ApiObject(new Chart(app, 'c'), 'list', list(POLICY, other));
  expect(app.synthYaml()).toContain('name: other');
});
