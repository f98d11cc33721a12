import { expect, test } from 'vitest';
import { apiServer, ingressNginx, prometheus } from '../../../lib/constructs';
import { told } from './charts';
import { refusalsOf } from './dsl/refusals';

test('ingress-nginx is its controller pods in its own namespace', () => {
  expect(ingressNginx()).toMatchObject({
    kind: 'pods-in',
    selector: {
      matchLabels: {
        'app.kubernetes.io/name': 'ingress-nginx',
        'app.kubernetes.io/component': 'controller',
      },
    },
    place: { kind: 'namespace', name: 'ingress-nginx' },
  });
});

test('an installation may differ in its namespace and its labels', () => {
  const overrides = { namespace: 'observability', labels: { app: 'prometheus' } };
  expect(prometheus(overrides)).toMatchObject({
    selector: { matchLabels: { app: 'prometheus' } },
    place: { name: 'observability' },
  });
});

test('the API server is addresses, because no selector matches it', () => {
  expect(apiServer({ cidrs: ['203.0.113.10/32', '2001:db8::10/128'] }).blocks).toEqual([
    { cidr: '203.0.113.10/32' },
    { cidr: '2001:db8::10/128' },
  ]);
});

test('an API server without addresses is refused', () => {
  const refusals = refusalsOf(() => apiServer({ cidrs: [] }));
  expect(told(refusals)).toMatchInlineSnapshot(`
    [
      "constructs/empty-list: \`apiServer\` lists nothing
    => list at least one
    at const refusals = refusalsOf(() => apiServer({ cidrs: [] }));",
    ]
  `);
});
