import { ApiObject, Chart } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import type { Construct } from 'constructs';
import { expect, test } from 'vitest';
import { PolicyApp } from '../../../lib/cdk8s';
import { DefaultDenyNamespace, governedNamespace } from '../../../lib/constructs';
import { codesOf, refusalsOf } from '../constructs/dsl/refusals';

function deployment(scope: Construct, namespace?: string): kplus.Deployment {
  return new kplus.Deployment(scope, 'web', {
    metadata: { name: 'web', ...(namespace !== undefined && { namespace }) },
    containers: [{ image: 'web' }],
  });
}

function shopIn(chart: Chart): DefaultDenyNamespace {
  return new DefaultDenyNamespace(chart, 'shop', { dns: 'none' });
}

function refused(app: PolicyApp): readonly string[] {
  return refusalsOf(() => app.synthYaml()).map(
    ({ code, message, help }) => `${code}: ${message}\n=> ${help}`,
  );
}

test('a workload that stands in a namespace and is emitted without one is refused', () => {
  const app = new PolicyApp();
  deployment(shopIn(new Chart(app, 'c')));
  expect(refused(app)).toMatchInlineSnapshot(`
    [
      "cdk8s/misplaced-object: Deployment \`web\` stands inside \`c/shop\`, which is namespace \`shop\`, and is emitted without a namespace
    => give it \`metadata: { namespace: 'shop' }\` or its chart \`namespace: 'shop'\`, or create it outside \`c/shop\`",
    ]
  `);
});

test('a workload that the namespace of the chart takes elsewhere is refused', () => {
  const app = new PolicyApp();
  deployment(shopIn(new Chart(app, 'c', { namespace: 'foo' })));
  expect(refused(app)).toMatchInlineSnapshot(`
    [
      "cdk8s/misplaced-object: Deployment \`foo/web\` stands inside \`c/shop\`, which is namespace \`shop\`, and is emitted into namespace \`foo\`
    => give it \`metadata: { namespace: 'shop' }\` or its chart \`namespace: 'shop'\`, or create it outside \`c/shop\`",
    ]
  `);
});

test('a chart of another namespace inside a namespace is refused', () => {
  const app = new PolicyApp();
  const shop = shopIn(new Chart(app, 'c', { namespace: 'shop' }));
  deployment(new Chart(shop, 'inner', { namespace: 'foo' }));
  expect(codesOf(() => app.synthYaml())).toEqual(['cdk8s/misplaced-object']);
});

test('an item of a list is refused as well', () => {
  const app = new PolicyApp();
  const shop = shopIn(new Chart(app, 'c', { namespace: 'shop' }));
  const item = { apiVersion: 'v1', kind: 'Secret', metadata: { name: 's' } };
  new ApiObject(shop, 'list', { apiVersion: 'v1', kind: 'List', items: [item] });
  expect(codesOf(() => app.synthYaml())).toEqual(['cdk8s/misplaced-object']);
});

test('a policy in a namespace of others is refused once, for where it stands', () => {
  const app = new PolicyApp();
  const others = governedNamespace(new Chart(app, 'c'), 'monitoring', { isolated: [] });
  new ApiObject(others, 'raw', {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name: 'p' },
    spec: { podSelector: {} },
  });
  expect(codesOf(() => app.synthYaml())).toEqual(['cdk8s/misplaced-object']);
});

test.each([
  ['the namespace of the chart', 'shop', undefined],
  ['its own metadata', undefined, 'shop'],
])('a workload that %s puts where it stands passes', (_how, chart, own) => {
  const app = new PolicyApp();
  deployment(shopIn(new Chart(app, 'c', chart === undefined ? {} : { namespace: chart })), own);
  expect(app.synthYaml()).toContain('kind: Deployment');
});

test.each([
  ['v1', 'Namespace'],
  ['v1', 'PersistentVolume'],
  ['rbac.authorization.k8s.io/v1', 'ClusterRole'],
  ['networking.k8s.io/v1', 'IngressClass'],
  ['apiextensions.k8s.io/v1', 'CustomResourceDefinition'],
  ['example.com/v1', 'Widget'],
])('%s %s is not known to live in a namespace, and may stand in one', (apiVersion, kind) => {
  const app = new PolicyApp();
  new ApiObject(shopIn(new Chart(app, 'c')), 'x', { apiVersion, kind, metadata: { name: 'x' } });
  expect(app.synthYaml()).toContain(`kind: ${kind}`);
});

test('objects outside every namespace construct may land anywhere', () => {
  const app = new PolicyApp();
  deployment(new Chart(app, 'c'));
  expect(app.synthYaml()).toContain('kind: Deployment');
});
