import { expect, test } from 'vitest';
import { culprits, deployment, lines, outcome, policy, proven } from '../../../support/intents';

const SHOP = `
apiVersion: v1
kind: Namespace
metadata: { name: shop }
---${deployment('web', 'app: web')}${deployment('db', 'app: db', { ports: '[{ name: pg, containerPort: 5432 }]' })}`;

const DENY = policy('deny', '{ podSelector: {}, policyTypes: [Ingress, Egress] }');

test('a flow that nothing stops passes', () => {
  expect(
    outcome(SHOP, 'intents: [{ every: shop/web, reaches: shop/db, ports: [5432] }]').verdict,
  ).toBe('holds');
});

test('a flow that some policy stops breaks the intent, and the policies that isolate are named', () => {
  const broken = outcome(
    `${SHOP}${DENY}`,
    'intents: [{ every: shop/web, reaches: shop/db, ports: [5432] }]',
  );
  expect(lines(broken)).toEqual(['shop/web -> shop/db TCP 5432 (denied)']);
  expect(culprits(broken)).toEqual(['isolates shop/deny', 'isolates shop/deny']);
});

test('every port must pass, not only one of them', () => {
  const one = policy(
    'db',
    '{ podSelector: { matchLabels: { app: db } }, policyTypes: [Ingress], ingress: [{ ports: [{ port: 5432 }] }] }',
  );
  const broken = outcome(
    `${SHOP}${one}`,
    'intents: [{ every: shop/web, reaches: shop/db, ports: [5432, 9187] }]',
  );
  expect(lines(broken)).toEqual(['shop/web -> shop/db TCP 9187 (denied)']);
});

test('every known pod of an end must pass, replicas among themselves included', () => {
  const broken = outcome(
    `${SHOP}${DENY}`,
    'intents: [{ every: { namespace: shop }, reaches: { namespace: shop }, ports: [80] }]',
  );
  expect(lines(broken)).toEqual([
    'shop/db -> shop/db TCP 80 (denied)',
    'shop/db -> shop/web TCP 80 (denied)',
    'shop/web -> shop/db TCP 80 (denied)',
    'shop/web -> shop/web TCP 80 (denied)',
  ]);
});

test('for an end without known pods the plainest pod stands in, and is said', () => {
  const held = outcome(
    SHOP,
    'intents: [{ every: { namespace: monitoring, pods: { app: prometheus } }, reaches: shop/db, ports: [5432] }]',
  );
  expect(held.verdict).toBe('holds');
  expect(held.notes).toEqual([
    {
      kind: 'stand-in',
      end: 'pods app=prometheus in namespace monitoring',
      pod: 'a pod with app=prometheus in namespace monitoring',
    },
  ]);
});

test('a stand-in has the labels that are stated and no others', () => {
  const strict = policy(
    'db',
    '{ podSelector: { matchLabels: { app: db } }, policyTypes: [Ingress], ingress: [{ from: [{ namespaceSelector: {}, podSelector: { matchLabels: { app: prometheus, team: ops } } }] }] }',
  );
  const broken = outcome(
    `${SHOP}${strict}`,
    'intents: [{ every: { namespace: monitoring, pods: { app: prometheus } }, reaches: shop/db, ports: [5432] }]',
  );
  expect(broken.verdict).toBe('broken');
});

test('a port name is the number that the destination declares', () => {
  const named = policy(
    'db',
    '{ podSelector: { matchLabels: { app: db } }, policyTypes: [Ingress], ingress: [{ ports: [{ port: 5432 }] }] }',
  );
  expect(
    outcome(`${SHOP}${named}`, 'intents: [{ every: shop/web, reaches: shop/db, ports: [pg] }]')
      .verdict,
  ).toBe('holds');
});

test('a port name that the destination does not declare matches nothing, and breaks the intent', () => {
  const broken = outcome(
    SHOP,
    'intents: [{ every: shop/web, reaches: shop/db, ports: [metrics] }]',
  );
  expect(broken.verdict).toBe('broken');
  expect(broken.notes).toEqual([
    { kind: 'unknown-port', end: 'shop/db', port: 'metrics/TCP', declared: ['pg/TCP'] },
  ]);
});

const SERVICE = `
apiVersion: v1
kind: Service
metadata: { name: db, namespace: shop }
spec: { selector: { app: db }, ports: [{ name: sql, port: 80, targetPort: pg }] }
---`;

test('towards a Service the port is its own, and leads to the target port', () => {
  const db = policy(
    'db',
    '{ podSelector: { matchLabels: { app: db } }, policyTypes: [Ingress], ingress: [{ ports: [{ port: 5432 }] }] }',
  );
  expect(
    outcome(
      `${SHOP}${SERVICE}${db}`,
      'intents: [{ every: shop/web, reaches: svc/shop/db, ports: [80] }]',
    ).verdict,
  ).toBe('holds');
  const other = policy(
    'db',
    '{ podSelector: { matchLabels: { app: db } }, policyTypes: [Ingress], ingress: [{ ports: [{ port: 80 }] }] }',
  );
  expect(
    outcome(
      `${SHOP}${SERVICE}${other}`,
      'intents: [{ every: shop/web, reaches: svc/shop/db, ports: [80] }]',
    ).verdict,
  ).toBe('broken');
});

test('a port that a Service does not have breaks the intent', () => {
  const broken = outcome(
    `${SHOP}${SERVICE}`,
    'intents: [{ every: shop/web, reaches: svc/shop/db, ports: [8080] }]',
  );
  expect(broken.notes).toContainEqual({
    kind: 'unknown-port',
    end: 'svc/shop/db',
    port: '8080/TCP',
    declared: ['80/TCP'],
  });
  expect(broken.verdict).toBe('broken');
});

test('a pod whose egress is denied resolves no names', () => {
  const broken = outcome(`${SHOP}${DENY}`, 'intents: [{ every: shop/web, resolves-names: true }]');
  expect(broken.verdict).toBe('broken');
  expect(culprits(broken)).toEqual(['isolates shop/deny']);
});

test('a pod that reaches the DNS pods resolves names', () => {
  const dns = policy(
    'dns',
    '{ podSelector: {}, policyTypes: [Egress], egress: [{ to: [{ namespaceSelector: { matchLabels: { kubernetes.io/metadata.name: kube-system } }, podSelector: { matchLabels: { k8s-app: kube-dns } } }], ports: [{ port: 53, protocol: UDP }, { port: 53 }] }] }',
  );
  expect(
    outcome(`${SHOP}${DENY}${dns}`, 'intents: [{ every: shop/web, resolves-names: true }]').verdict,
  ).toBe('holds');
});

test('an acknowledged violation is told apart from one that counts', () => {
  const text = (until: string) => `intents:
  - every: shop/web
    reaches: shop/db
    ports: [5432]
    acknowledge: { reason: the database moves next month, until: ${until} }`;
  const states = ['2026-12-31', '2026-11-20'].map(
    (until) => outcome(`${SHOP}${DENY}`, text(until)).acknowledged?.state,
  );
  expect(states).toEqual(['counts', 'expired']);
  expect(outcome(SHOP, text('2026-12-31')).acknowledged?.state).toBe('unused');
});

test('the result says of each namespace whether Pod Security keeps host-network pods out', () => {
  const secured = `
apiVersion: v1
kind: Namespace
metadata: { name: secured, labels: { pod-security.kubernetes.io/enforce: baseline } }
---${SHOP}`;
  const { universe } = proven(
    secured,
    'intents: [{ closed: { namespace: shop } }, { closed: { namespace: secured } }]',
  );
  expect(universe).toEqual([
    { namespace: 'secured', hostNetworkPods: 'kept-out' },
    { namespace: 'shop', hostNetworkPods: 'possible' },
  ]);
});

test('two ends without known pods are judged by two stand-ins', () => {
  const edge = policy('deny', '{ podSelector: {}, policyTypes: [Egress] }', 'edge');
  const intents =
    'intents: [{ every: { namespace: edge, pods: { app: web } }, reaches: { namespace: shop, pods: { app: api } }, ports: [8080] }]';
  expect(outcome(edge, intents).verdict).toBe('broken');
  expect(
    outcome(policy('deny', '{ podSelector: {}, policyTypes: [Egress] }'), intents).verdict,
  ).toBe('holds');
});

test('a pod that does not exist yet resolves no names where its egress is denied', () => {
  const edge = policy('deny', '{ podSelector: {}, policyTypes: [Egress] }', 'edge');
  expect(
    outcome(edge, 'intents: [{ every: { namespace: edge }, resolves-names: true }]').verdict,
  ).toBe('broken');
});
