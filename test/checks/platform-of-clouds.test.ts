import { describe, expect, test } from 'vitest';
import type { JsonObject } from '../../lib/kernel';
import { profileCalled } from '../support/lint';
import { app, inTo, outOf, policy, reported, service, workload } from '../support/lint-objects';

const block = (cidr: string) => ({ ipBlock: { cidr } });

describe('NP407 webhook-closed', () => {
  const found = (...objects: readonly JsonObject[]) => reported('NP407', objects);
  const called = { namespace: 'shop', name: 'hook' };
  const hook = {
    apiVersion: 'admissionregistration.k8s.io/v1',
    kind: 'ValidatingWebhookConfiguration',
    metadata: { name: 'hook' },
    webhooks: [
      { name: 'a', clientConfig: { service: called } },
      { name: 'b', clientConfig: { service: called } },
    ],
  };
  const pods = workload('hook', { ports: [{ name: 'https', containerPort: 9443 }] });
  const front = service('hook', [{ port: 443, targetPort: 'https' }]);
  const ports = [{ port: 9443 }];
  const agents = {
    namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'kube-system' } },
  };
  const line =
    'error: the API server calls Service shop/hook, and no policy lets it in to shop/hook on 9443/TCP';

  test('names the Service once for all webhooks, and the port of the pods', () => {
    expect(found(hook, pods, front, inTo('hook', [app('client')], ports))).toEqual([line]);
  });

  test('finds a rule that opens the port of the Service instead', () => {
    expect(found(hook, pods, front, inTo('hook', [], [{ port: 443 }]))).toEqual([line]);
  });

  test('finds aggregated APIs and conversions', () => {
    const api = {
      apiVersion: 'apiregistration.k8s.io/v1',
      kind: 'APIService',
      metadata: { name: 'v1.example.com' },
      spec: { service: called },
    };
    const conversion = {
      apiVersion: 'apiextensions.k8s.io/v1',
      kind: 'CustomResourceDefinition',
      metadata: { name: 'things.example.com' },
      spec: { conversion: { webhook: { clientConfig: { service: called } } } },
    };
    const closed = policy('shop/deny', { podSelector: {} });
    expect(found(api, conversion, pods, front, closed)).toEqual([line, line]);
  });

  test('knows where no agents of the API server run in kube-system', () => {
    const objects = [hook, pods, front, inTo('hook', [agents], ports)];
    expect(reported('NP407', objects, profileCalled('eks'))).toEqual([line]);
    expect(reported('NP407', objects, profileCalled('gke'))).toEqual([]);
    expect(found(...objects)).toEqual([]);
  });

  test.each([
    ['a rule for everyone', [front, inTo('hook', [], ports)]],
    ['a rule that names the port', [front, inTo('hook', [], [{ port: 'https' }])]],
    ['a rule for a block', [front, inTo('hook', [block('172.18.0.2/32')], ports)]],
    ['pods that nothing isolates', [front]],
    ['a Service that is not in the input', [policy('shop/deny', { podSelector: {} })]],
    [
      'a policy of another kind, which may open it',
      [
        front,
        policy('shop/deny', { podSelector: {} }),
        {
          apiVersion: 'cilium.io/v2',
          kind: 'CiliumNetworkPolicy',
          metadata: { name: 'x', namespace: 'shop' },
          spec: {},
        },
      ],
    ],
  ])('is silent about %s', (_, objects) => {
    expect(found(hook, pods, ...objects)).toEqual([]);
  });
});

describe('NP408 workload-identity-cut', () => {
  const account = (annotation: string) => ({
    apiVersion: 'v1',
    kind: 'ServiceAccount',
    metadata: { name: 'job', namespace: 'shop', annotations: { [annotation]: 'me' } },
  });
  const gcp = account('iam.gke.io/gcp-service-account');
  const aws = account('eks.amazonaws.com/role-arn');
  const pods = workload('job', { pod: { serviceAccountName: 'job' } });
  const deny = policy('shop/deny', { podSelector: {}, policyTypes: ['Egress'] });
  const found = (word: string, ...objects: readonly JsonObject[]) =>
    reported('NP408', objects, profileCalled(word));

  test('names the workload, and the annotation of its ServiceAccount', () => {
    expect(found('gke', gcp, pods, deny)).toEqual([
      'error: shop/job has the identity of its ServiceAccount (iam.gke.io/gcp-service-account), and no policy lets it ask for it',
    ]);
  });

  test('finds a rule for another port of the metadata server', () => {
    const dns = outOf('job', [block('169.254.169.254/32')], [{ protocol: 'UDP', port: 53 }]);
    expect(found('gke', gcp, pods, dns)).toHaveLength(1);
  });

  test('is a warning where a token service is asked, which may be anywhere', () => {
    expect(found('eks', aws, pods, deny)[0]).toMatch(/^warning: /);
    const azure = account('azure.workload.identity/client-id');
    expect(found('aks', azure, pods, deny)[0]).toMatch(/^warning: /);
  });

  test.each([
    [
      'the metadata server',
      'gke',
      [gcp, pods, outOf('job', [block('169.254.169.254/32')], [{ port: 80 }])],
    ],
    [
      'any block on HTTPS',
      'eks',
      [aws, pods, outOf('job', [block('10.0.0.0/8')], [{ port: 443 }])],
    ],
    ['another cloud', 'eks', [gcp, pods, deny]],
    ['a cloud that nobody tells', 'portable', [gcp, pods, deny]],
    ['pods of another ServiceAccount', 'gke', [gcp, workload('job'), deny]],
    ['pods that nothing isolates', 'gke', [gcp, pods]],
  ])('is silent about %s', (_, word, objects) => {
    expect(found(word, ...objects)).toEqual([]);
  });

  test('is silent about pods with a proxy', () => {
    const env = [{ name: 'HTTPS_PROXY', value: 'http://proxy:3128' }];
    const behind = workload('job', {
      pod: {
        serviceAccountName: 'job',
        containers: [{ name: 'main', image: 'main:1', env }],
      },
    });
    expect(found('eks', aws, behind, deny)).toEqual([]);
  });
});

describe('NP410 kind-that-the-plugin-ignores', () => {
  const cilium = {
    apiVersion: 'cilium.io/v2',
    kind: 'CiliumNetworkPolicy',
    metadata: { name: 'web', namespace: 'shop' },
    spec: {},
  };
  const cluster = {
    apiVersion: 'policy.networking.k8s.io/v1alpha2',
    kind: 'ClusterNetworkPolicy',
    metadata: { name: 'deny' },
    spec: {},
  };

  test('names the kind and the plugin', () => {
    expect(reported('NP410', [cilium, cluster], profileCalled('kube-router'))).toEqual([
      'error: CiliumNetworkPolicy shop/web does nothing: kube-router does not implement that kind',
      'error: ClusterNetworkPolicy deny does nothing: kube-router does not implement that kind',
    ]);
  });

  test.each([
    ['a plugin that implements it', 'cilium'],
    ['a plugin that nobody tells', 'portable'],
  ])('is silent about %s', (_, word) => {
    expect(reported('NP410', [cilium, cluster], profileCalled(word))).toEqual([]);
  });

  test('is silent about kinds of the same name of another group', () => {
    const antrea = { ...cluster, apiVersion: 'crd.antrea.io/v1beta1' };
    expect(reported('NP410', [antrea], profileCalled('kube-router'))).toEqual([]);
  });
});
