import { expect, test } from 'vitest';
import type { KnownWorkload } from '../../../lib/kernel';
import { withDeclaredWorkloads } from '../../../lib/model';
import { clusterFrom, policy, workload } from '../../support/cluster-from';

const API: KnownWorkload = {
  namespace: 'shop',
  name: 'api',
  labels: { app: 'api' },
  ports: [{ name: 'http', protocol: 'TCP', port: 8080 }],
  typescript: { file: 'main.ts', line: 3, column: 15 },
};

test('a declared workload is known by its labels and ports, and by the line that declares it', () => {
  const [api] = withDeclaredWorkloads(clusterFrom(), [API]).workloads;
  const [pod] = api?.pods ?? [];
  expect(pod?.labels).toEqual(new Map([['app', 'api']]));
  expect(pod?.ports).toEqual([{ name: 'http', protocol: 'TCP', port: 8080, on: 'container' }]);
  expect(pod?.stands).toBe('for-replicas');
  expect(pod?.origin.at([])).toEqual({ file: '(declared)', typescript: API.typescript });
});

test('its namespace is known by name only', () => {
  const { namespaces } = withDeclaredWorkloads(clusterFrom(), [API]);
  expect(namespaces.get('shop')?.declared).toBe(false);
  expect([...(namespaces.get('shop')?.labels ?? [])]).toEqual([
    ['kubernetes.io/metadata.name', 'shop'],
  ]);
});

test('a workload that the manifests hold is what they say', () => {
  const cluster = clusterFrom(workload('shop/api', { web: 1 }));
  expect(withDeclaredWorkloads(cluster, [API])).toEqual(cluster);
});

test('a namespace that the manifests hold stays as it is', () => {
  const cluster = clusterFrom(
    '{apiVersion: v1, kind: Namespace, metadata: {name: shop, labels: {a: b}}}',
  );
  const { namespaces } = withDeclaredWorkloads(cluster, [API]);
  expect(namespaces.get('shop')).toEqual(cluster.namespaces.get('shop'));
});

test('workloads and namespaces stay sorted', () => {
  const cluster = clusterFrom(workload('zoo/web'), policy('ant/p', '{podSelector: {}}'));
  const { workloads, namespaces } = withDeclaredWorkloads(cluster, [API]);
  expect(workloads.map(({ namespace }) => namespace)).toEqual(['shop', 'zoo']);
  expect([...namespaces.keys()]).toEqual(['ant', 'shop', 'zoo']);
});
