import { expect, test } from 'vitest';
import { formatAddress } from '../../../lib/kernel';
import type { Service } from '../../../lib/model';
import { built, clusterFrom, service } from '../../support/cluster-from';

const PLAIN = service('shop/db', '{ports: [{port: 80}]}');

const slice = (fields: string) => `
apiVersion: discovery.k8s.io/v1
kind: EndpointSlice
metadata: {name: db-1, namespace: shop, labels: {kubernetes.io/service-name: db}}
addressType: IPv4
${fields}`;

function read(...texts: readonly string[]): Service | undefined {
  return clusterFrom(...texts).services[0];
}

const ADDRESSES = `endpoints: [{addresses: [192.0.2.1], targetRef: {kind: Pod, name: db-0}}, {addresses: [192.0.2.2]}]
ports: [{name: '', port: 5432}]`;

test('an EndpointSlice lists addresses, their pods and ports', () => {
  const [listed] = read(PLAIN, slice(ADDRESSES))?.endpoints ?? [];
  expect(listed?.endpoints.map(({ pod, address }) => [pod, formatAddress(address)])).toEqual([
    ['db-0', '192.0.2.1'],
    [undefined, '192.0.2.2'],
  ]);
  expect(listed?.ports).toEqual([{ name: '', protocol: 'TCP', port: 5432 }]);
});

const LEGACY = `
apiVersion: v1
kind: Endpoints
metadata: {name: db, namespace: shop}
subsets: [{addresses: [{ip: 192.0.2.9}], ports: [{port: 1}]}]`;

test('Endpoints count where there is no slice', () => {
  expect(read(PLAIN, LEGACY)?.endpoints[0]?.ports).toMatchObject([{ port: 1 }]);
});

test('Endpoints do not count beside a slice', () => {
  expect(read(PLAIN, LEGACY, slice(ADDRESSES))?.endpoints).toHaveLength(1);
});

test('what is no address is left out with a warning', () => {
  const { cluster, diagnostics } = built(
    PLAIN,
    slice('endpoints: [{addresses: [db.example.com]}]'),
  );
  expect(cluster.services[0]?.endpoints[0]?.endpoints).toEqual([]);
  expect(diagnostics).toContainEqual(
    expect.objectContaining({ code: 'model/not-an-endpoint', severity: 'warning' }),
  );
});

test.each([
  'endpoints: 7',
  'endpoints: [7]',
  'endpoints: [{addresses: 7}]',
  'ports: {}',
  'ports: [{port: a}]',
])('a wrong type is an error and never a crash: %s', (fields) => {
  const codes = built(PLAIN, slice(fields)).diagnostics.map(({ code }) => code);
  expect(codes).toContain('manifests/wrong-type');
});

test.each([
  ['{clusterIP: None}', 'no', []],
  ['{clusterIP: 10.0.0.1}', 'yes', ['10.0.0.1']],
  ['{clusterIP: 10.0.0.1, clusterIPs: [10.0.0.1, "fd00::1"]}', 'yes', ['10.0.0.1', 'fd00::1']],
  ['{}', 'yes', []],
])('the addresses of a Service with %s', (spec, translates, addresses) => {
  const found = read(service('shop/db', spec));
  expect([found?.translates, found?.addresses.map(formatAddress)]).toEqual([translates, addresses]);
});

test('an empty selector is none', () => {
  expect(read(service('shop/db', '{selector: {}}'))?.selector).toBeUndefined();
});

test.each([
  '{ports: [{port: 0}]}',
  '{ports: [{port: 70000}]}',
  '{ports: [{port: 80, targetPort: 70000}]}',
])('a port that cannot be is refused: %s', (spec) => {
  const codes = built(service('shop/db', spec)).diagnostics.map(({ code }) => code);
  expect(codes).toContain('model/not-a-port');
});

test.each(['7', '{ports: 7}', '{selector: []}', '{externalIPs: 7}', '{clusterIP: 7}'])(
  'a wrong type in a Service is an error and never a crash: %s',
  (spec) => {
    const codes = built(service('shop/db', spec)).diagnostics.map(({ code }) => code);
    expect(codes).toContain('manifests/wrong-type');
  },
);

test('a Service that selects one pod of a StatefulSet tells its pods apart', () => {
  const text = `
apiVersion: apps/v1
kind: StatefulSet
metadata: {name: db, namespace: shop}
spec: {replicas: 2, template: {metadata: {labels: {app: db}}, spec: {containers: []}}}`;
  const one = service(
    'shop/db-0',
    '{selector: {statefulset.kubernetes.io/pod-name: db-0}, ports: [{port: 1}]}',
  );
  expect(clusterFrom(text, one).workloads[0]?.pods.map(({ name }) => name)).toEqual([
    'db-0',
    'db-1',
  ]);
});
