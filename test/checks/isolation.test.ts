import { describe, expect, test } from 'vitest';
import { foundBy } from '../support/lint';

function pod(namespace: string, name: string, spec = 'ports: [{ containerPort: 80 }]'): string {
  return `
apiVersion: v1
kind: Pod
metadata: { name: ${name}, namespace: ${namespace}, labels: { app: ${name} } }
spec: { containers: [{ name: main, image: "main:1", ${spec} }] }
---
`;
}

function policy(namespace: string, subject: string, types: string): string {
  return `
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: p-${types.toLowerCase().replace(/\W+/g, '-')}, namespace: ${namespace} }
spec: { podSelector: ${subject}, policyTypes: [${types}] }
---
`;
}

const NAMESPACE = 'apiVersion: v1\nkind: Namespace\nmetadata: { name: shop }\n---\n';
const WEB_ONLY = '{ matchLabels: { app: web } }';
const CILIUM = `
apiVersion: cilium.io/v2
kind: CiliumNetworkPolicy
metadata: { name: closed, namespace: shop }
spec: { endpointSelector: {} }
---
`;

describe('a namespace without default deny', () => {
  test('is a warning where it has no policy at all', () => {
    expect(foundBy('NP201', NAMESPACE + pod('shop', 'web'))).toEqual([
      'NP201 namespace-without-default-deny warning test.yaml:1: namespace shop has no NetworkPolicy: its pods accept every connection',
    ]);
  });

  test('is a remark where its policies name the pods they isolate', () => {
    const found = foundBy('NP201', pod('shop', 'web') + policy('shop', WEB_ONLY, 'Ingress'));
    expect(found).toHaveLength(1);
    expect(found[0]).toContain(' info ');
  });

  test('is none where one policy isolates all pods for ingress', () => {
    const deny = policy('shop', '{}', 'Ingress');
    expect(foundBy('NP201', NAMESPACE + pod('shop', 'web') + deny)).toEqual([]);
  });

  test('is not denied by a policy for all pods that is about egress', () => {
    const yaml = NAMESPACE + pod('shop', 'web') + policy('shop', '{}', 'Egress');
    expect(foundBy('NP201', yaml)).toHaveLength(1);
  });

  test('is not asked for where nobody runs anything', () => {
    expect(foundBy('NP201', NAMESPACE)).toEqual([]);
  });

  test('is not asked for in the surroundings of those that the input declares', () => {
    const yaml = pod('shop', 'web') + policy('shop', '{}', 'Ingress') + pod('clients', 'one');
    expect(foundBy('NP201', yaml)).toEqual([]);
  });

  test('is not asked for in namespaces of the platform', () => {
    expect(foundBy('NP201', pod('kube-system', 'proxy'))).toEqual([]);
  });

  test('is not claimed where policies of another kind may close it', () => {
    expect(foundBy('NP201', NAMESPACE + pod('shop', 'web') + CILIUM)).toEqual([]);
  });
});

describe('a workload that is not isolated', () => {
  const AMONG = policy('shop', WEB_ONLY, 'Ingress') + pod('shop', 'web');

  test('is found among others that are', () => {
    expect(foundBy('NP202', AMONG + pod('shop', 'db'))).toEqual([
      'NP202 workload-not-isolated warning test.yaml:14: Pod shop/db is isolated by no policy for ingress: it accepts every connection',
    ]);
  });

  test('is a remark where it listens to nothing that anybody declared', () => {
    expect(foundBy('NP202', AMONG + pod('shop', 'cleaner', 'args: [run]'))[0]).toContain(' info ');
  });

  test('is a warning where a Service leads to it', () => {
    const service = `
apiVersion: v1
kind: Service
metadata: { name: cleaner, namespace: shop }
spec: { selector: { app: cleaner }, ports: [{ port: 80 }] }
---
`;
    const found = foundBy('NP202', AMONG + pod('shop', 'cleaner', 'args: [run]') + service);
    expect(found[0]).toContain(' warning ');
  });

  test('is told of the namespace where nothing in it is isolated', () => {
    const yaml = policy('shop', WEB_ONLY, 'Egress') + pod('shop', 'web') + pod('shop', 'db');
    expect(foundBy('NP202', yaml)).toEqual([]);
  });

  test('is told of the policy that was written for it and does not select it', () => {
    const slip = policy('shop', '{ matchLabels: { app: ledgre } }', 'Ingress');
    expect(foundBy('NP202', AMONG + pod('shop', 'ledger') + slip)).toEqual([]);
    expect(foundBy('NP007', AMONG + pod('shop', 'ledger') + slip)).toHaveLength(1);
  });

  test('is none on the host network', () => {
    const host = pod('shop', 'agent').replace('spec: {', 'spec: { hostNetwork: true,');
    expect(foundBy('NP202', AMONG + host)).toEqual([]);
  });

  test('is none where policies of another kind may isolate it', () => {
    expect(foundBy('NP202', AMONG + pod('shop', 'db') + CILIUM)).toEqual([]);
  });
});

describe('egress that is never isolated', () => {
  test('is a remark about the namespace', () => {
    const yaml = pod('shop', 'web') + policy('shop', '{}', 'Ingress');
    expect(foundBy('NP203', yaml)).toEqual([
      'NP203 egress-never-isolated info test.yaml:8: namespace shop isolates for ingress only: no policy limits what its pods connect to',
    ]);
  });

  test('is isolated where one workload is', () => {
    const yaml = pod('shop', 'web') + pod('shop', 'db') + policy('shop', '{}', 'Ingress');
    expect(foundBy('NP203', yaml + policy('shop', WEB_ONLY, 'Egress'))).toEqual([]);
  });

  test('is not what to begin with where ingress is open as well', () => {
    expect(foundBy('NP203', NAMESPACE + pod('shop', 'web'))).toEqual([]);
  });
});
