import { describe, expect, test } from 'vitest';
import { clusterOf } from '../../support/cluster';

const codes = (text: string) => clusterOf(text).diagnostics.map(({ code }) => code);

describe('the cluster', () => {
  test('holds the same in any order of the input', () => {
    const documents = [
      '{apiVersion: v1, kind: Pod, metadata: {name: x, namespace: a}}',
      '{apiVersion: v1, kind: Namespace, metadata: {name: a}}',
      '{apiVersion: cilium.io/v2, kind: CiliumNetworkPolicy, metadata: {name: z, namespace: a}}',
      '{apiVersion: cilium.io/v2, kind: CiliumNetworkPolicy, metadata: {name: y, namespace: a}}',
      '{apiVersion: networking.k8s.io/v1, kind: NetworkPolicy, metadata: {name: q, namespace: a}}',
      '{apiVersion: networking.k8s.io/v1, kind: NetworkPolicy, metadata: {name: p, namespace: b}}',
    ];
    const names = (order: readonly string[]) => {
      const { cluster } = clusterOf(order.join('\n---\n'));
      const { namespaces, policies, unmodelled, workloads } = cluster;
      return [
        [...namespaces.keys()],
        ...[policies, unmodelled, workloads].map((list) => list.map(({ name }) => name)),
      ];
    };
    expect(names(documents)).toEqual(names([...documents].reverse()));
  });

  test('lives in the namespace that is given for objects without one', () => {
    const { cluster } = clusterOf('{apiVersion: v1, kind: Pod, metadata: {name: x}}', {
      defaultNamespace: 'home',
    });
    expect(cluster.workloads.map(({ namespace }) => namespace)).toEqual(['home']);
  });

  test('keeps the last of two objects with one name, and says so', () => {
    const twice = '{apiVersion: v1, kind: Namespace, metadata: {name: a}}';
    const { diagnostics } = clusterOf(`${twice}\n---\n${twice}`);
    expect(diagnostics.map(({ message }) => message)).toEqual([
      'Namespace a is written twice; the last one counts',
    ]);
  });

  test('says what is wrong with policies of several versions in the order of the input', () => {
    const policy = (version: string, name: string) =>
      `{apiVersion: ${version}, kind: NetworkPolicy, metadata: {name: ${name}, namespace: a}, spec: {${name}: 1}}`;
    const { diagnostics } = clusterOf(
      [
        policy('networking.k8s.io/v1', 'one'),
        policy('extensions/v1beta1', 'two'),
        policy('networking.k8s.io/v1', 'three'),
      ].join('\n---\n'),
    );
    expect(
      diagnostics.filter(({ severity }) => severity === 'error').map(({ message }) => message),
    ).toEqual([
      'strict decoding error: unknown field "spec.one"',
      'no matches for kind "NetworkPolicy" in version "extensions/v1beta1", gone since Kubernetes 1.16',
      'strict decoding error: unknown field "spec.three"',
    ]);
  });

  test('is not evaluated with a policy that the API server refuses', () => {
    const { cluster, diagnostics } = clusterOf(
      '{apiVersion: networking.k8s.io/v1, kind: NetworkPolicy, metadata: {name: p, namespace: a}, spec: {ingress: [{from: [{}]}]}}',
    );
    expect(cluster.policies).toEqual([]);
    expect(diagnostics.some(({ severity }) => severity === 'error')).toBe(true);
  });

  test.each([
    ['cilium.io/v2', 'CiliumClusterwideNetworkPolicy', undefined],
    ['policy.networking.k8s.io/v1alpha1', 'AdminNetworkPolicy', undefined],
    ['projectcalico.org/v3', 'NetworkPolicy', 'a'],
  ])('says that a %s %s is not modelled', (apiVersion, kind, namespace) => {
    const text = `{apiVersion: ${apiVersion}, kind: ${kind}, metadata: {name: p, namespace: a}}`;
    expect(codes(text)).toEqual(['model/unmodelled-kind']);
    expect(clusterOf(text).cluster.unmodelled[0]?.namespace).toBe(namespace);
  });
});

describe('Services', () => {
  test('lead to the same port unless they say otherwise', () => {
    const { cluster } = clusterOf(
      '{apiVersion: v1, kind: Service, metadata: {name: s, namespace: a}, spec: {selector: {app: x}, ports: [{port: 80}, {name: w, port: 443, targetPort: https, protocol: UDP}]}}',
    );
    expect(cluster.services[0]?.ports).toEqual([
      { name: undefined, protocol: 'TCP', port: 80, targetPort: 80 },
      { name: 'w', protocol: 'UDP', port: 443, targetPort: 'https' },
    ]);
  });
});
