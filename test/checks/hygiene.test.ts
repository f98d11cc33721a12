import { describe, expect, test } from 'vitest';
import type { JsonObject } from '../../lib/kernel';
import { app, knowing, policy, reported, service, workload } from '../support/lint-objects';

describe('NP501 duplicate-object', () => {
  const found = (...objects: readonly JsonObject[]) => reported('NP501', objects);
  const one = policy('shop/web', { ...app('web') });

  test('names the policy that is lost', () => {
    expect(found(one, policy('shop/web', { podSelector: {} }))).toEqual([
      'error: NetworkPolicy shop/web is written again, and only the last one counts',
    ]);
  });

  test('is an info where both say the same, and a warning for other kinds', () => {
    expect(found(one, one)).toEqual([
      'info: NetworkPolicy shop/web is written again, and says the same there',
    ]);
    expect(found(workload('web'), workload('web', { ports: [80] }))[0]).toMatch(/^warning: /);
  });

  test('reports each one that is lost', () => {
    expect(
      found(one, policy('shop/web', {}), policy('shop/web', { podSelector: {} })),
    ).toHaveLength(2);
  });

  test.each([
    ['one name in two namespaces', [one, policy('blog/web', { ...app('web') })]],
    ['one name of two kinds', [workload('web'), service('web', [{ port: 80 }]), one]],
    [
      'one name of two groups',
      [one, { ...one, apiVersion: 'crd.projectcalico.org/v1', spec: { order: 1 } }],
    ],
    [
      'names that the API server makes',
      [1, 2].map((port) => ({
        apiVersion: 'batch/v1',
        kind: 'Job',
        metadata: { generateName: 'job-', namespace: 'shop' },
        spec: {
          template: { spec: { containers: [{ name: 'a', ports: [{ containerPort: port }] }] } },
        },
      })),
    ],
    [
      'objects that no flow depends on',
      [1, 2].map((value) => ({
        apiVersion: 'v1',
        kind: 'ConfigMap',
        metadata: { name: 'x', namespace: 'shop' },
        data: { value: String(value) },
      })),
    ],
  ])('is silent about %s', (_, objects) => {
    expect(found(...objects)).toEqual([]);
  });
});

const cilium = (name: string, spec: JsonObject) => ({
  apiVersion: 'cilium.io/v2',
  kind: 'CiliumNetworkPolicy',
  metadata: { name, namespace: 'shop' },
  spec: { endpointSelector: {}, ...spec },
});

describe('NP503 cilium-empty-list', () => {
  const found = (...objects: readonly JsonObject[]) => reported('NP503', objects);

  test('finds a policy that Cilium refuses', () => {
    expect(found(cilium('deny', { ingress: [] }))).toEqual([
      'error: CiliumNetworkPolicy shop/deny has an empty `ingress`, which does not isolate ingress',
    ]);
  });

  test('finds a direction that stays open beside another', () => {
    expect(found(cilium('deny', { ingress: [{}], egress: [] }))).toEqual([
      'warning: CiliumNetworkPolicy shop/deny has an empty `egress`, which does not isolate egress',
    ]);
  });

  test('finds an empty rule that is to allow', () => {
    expect(found(cilium('allow-all', { ingress: [{}] }))).toEqual([
      'warning: CiliumNetworkPolicy shop/allow-all has one empty rule for ingress, which denies everything',
    ]);
  });

  test('looks into each of several specs', () => {
    const { spec, ...several } = cilium('deny', { ingress: [] });
    expect(found({ ...several, specs: [{ ...spec, ingress: [{}] }, spec] })).toHaveLength(1);
  });

  test.each([
    ['an empty rule that is to deny', [cilium('deny', { ingress: [{}] })]],
    ['a direction that is left out', [cilium('deny', { egress: [{}] })]],
    [
      'a list of denials',
      [cilium('deny', { ingress: [], ingressDeny: [{ fromEntities: ['world'] }] })],
    ],
    [
      'default deny that is said',
      [cilium('deny', { ingress: [], enableDefaultDeny: { ingress: true } })],
    ],
    ['a NetworkPolicy', [policy('shop/deny', { podSelector: {}, ingress: [] })]],
    ['a name that only holds these letters', [cilium('shallow', { ingress: [{}] })]],
  ])('is silent about %s', (_, objects) => {
    expect(found(...objects)).toEqual([]);
  });
});

describe('NP504 cilium-plain-rule-beside-http', () => {
  const found = (...objects: readonly JsonObject[]) => reported('NP504', objects);
  const web = { fromEndpoints: [{ matchLabels: { app: 'web' } }] };
  const ports = (port: string, protocol = 'TCP') => [{ port, protocol }];
  const http = { ...web, toPorts: [{ ports: ports('80'), rules: { http: [{ method: 'GET' }] } }] };
  const line =
    'error: CiliumNetworkPolicy shop/api opens port 80 as a whole, which undoes the HTTP rules of CiliumNetworkPolicy shop/api for it';

  test('finds a second rule, and a second entry of one rule', () => {
    const plain = { ...web, toPorts: [{ ports: ports('80') }] };
    expect(found(cilium('api', { ingress: [http, plain] }))).toEqual([line]);
    const both = { ...web, toPorts: [...http.toPorts, ...plain.toPorts] };
    expect(found(cilium('api', { ingress: [both] }))).toEqual([line]);
  });

  test('finds rules of another policy, for everyone, and for every port', () => {
    const everyone = cilium('all', { ingress: [{ toPorts: [{ ports: ports('80', 'ANY') }] }] });
    expect(found(cilium('api', { ingress: [http] }), everyone)).toHaveLength(1);
    expect(found(cilium('api', { ingress: [http, web] }))).toHaveLength(1);
  });

  test.each([
    [
      'another port',
      [cilium('api', { ingress: [http, { ...web, toPorts: [{ ports: ports('81') }] }] })],
    ],
    [
      'other peers',
      [
        cilium('api', {
          ingress: [http, { fromEntities: ['host'], toPorts: [{ ports: ports('80') }] }],
        }),
      ],
    ],
    ['two rules with HTTP', [cilium('api', { ingress: [http, http] })]],
    ['a rule that denies', [cilium('api', { ingress: [http], ingressDeny: [web] })]],
    ['an empty rule, which opens nothing', [cilium('api', { ingress: [http, {}] })]],
    [
      'other pods',
      [
        cilium('api', { ingress: [http] }),
        cilium('db', { endpointSelector: { matchLabels: { app: 'db' } }, ingress: [web] }),
      ],
    ],
    [
      'DNS rules, which a plain one does no harm',
      [
        cilium('dns', {
          egress: [
            { toPorts: [{ ports: ports('53', 'UDP'), rules: { dns: [{ matchPattern: '*' }] } }] },
            { toPorts: [{ ports: ports('53', 'UDP') }] },
          ],
        }),
      ],
    ],
  ])('is silent about %s', (_, objects) => {
    expect(found(...objects)).toEqual([]);
  });
});

const wide = (name: string, spec: JsonObject) => ({
  apiVersion: 'policy.networking.k8s.io/v1alpha2',
  kind: 'ClusterNetworkPolicy',
  metadata: { name },
  spec: { tier: 'Admin', priority: 10, subject: { namespaces: {} }, ...spec },
});
const all = { namespaces: {} };
const tenant = (name: string) => ({ namespaces: { matchLabels: { tenant: name } } });

describe('NP505 cluster-policies-of-one-priority', () => {
  const found = (...objects: readonly JsonObject[]) => reported('NP505', objects);
  const accepts = wide('accept', { ingress: [{ action: 'Accept', from: [tenant('a')] }] });
  const denies = (spec: JsonObject) =>
    wide('deny', { ingress: [{ action: 'Deny', from: [all] }], ...spec });

  test('accuses the same one whichever is read first', () => {
    const either = found(accepts, denies({}));
    expect(either).toHaveLength(1);
    expect(found(denies({}), accepts)).toEqual(either);
  });

  test('names both policies', () => {
    expect(found(accepts, denies({ subject: tenant('b') }))).toEqual([
      'error: ClusterNetworkPolicy deny has the priority of accept, and one denies what the other does not',
    ]);
  });

  test.each([
    ['another priority', [accepts, denies({ priority: 11 })]],
    ['another tier', [accepts, denies({ tier: 'Baseline' })]],
    ['one action', [accepts, denies({ ingress: [{ action: 'Accept', from: [all] }] })]],
    ['other peers', [accepts, denies({ ingress: [{ action: 'Deny', from: [tenant('b')] }] })]],
    [
      'another direction',
      [accepts, denies({ ingress: [], egress: [{ action: 'Deny', to: [all] }] })],
    ],
    [
      'subjects that need not meet',
      [
        { ...accepts, spec: { ...accepts.spec, subject: tenant('a') } },
        denies({ subject: tenant('b') }),
      ],
    ],
  ])('is silent about %s', (_, objects) => {
    expect(found(...objects)).toEqual([]);
  });
});

describe('NP506 cluster-policy-refused', () => {
  const found = (...objects: readonly JsonObject[]) => reported('NP506', objects);

  test('finds the action of another kind, missing peers, and protocols without ports', () => {
    const rules = [
      { action: 'Allow', from: [all] },
      { action: 'Deny' },
      { action: 'Deny', from: [all], protocols: [{ tcp: {} }] },
    ];
    expect(found(wide('x', { ingress: rules }))).toEqual([
      'error: ClusterNetworkPolicy x ingress[0] has the action "Allow", not Accept, Deny or Pass, which the API server refuses',
      'error: ClusterNetworkPolicy x ingress[1] names no peer in `from`, which the API server refuses',
      'error: ClusterNetworkPolicy x ingress[2] has an entry of `protocols` without a port, which the API server refuses',
    ]);
  });

  test('knows the actions of the kinds before', () => {
    const old = (action: string) => ({
      ...wide('x', { ingress: [{ action, from: [all] }] }),
      apiVersion: 'policy.networking.k8s.io/v1alpha1',
      kind: 'AdminNetworkPolicy',
    });
    expect(found(old('Accept'))).toHaveLength(1);
    expect(found(old('Allow'))).toEqual([]);
  });

  test.each([
    ['what the API server takes', [wide('x', { ingress: [{ action: 'Pass', from: [all] }] })]],
    [
      'protocols with ports',
      [
        wide('x', {
          egress: [
            {
              action: 'Deny',
              to: [all],
              protocols: [
                { tcp: { destinationPort: { number: 80 } } },
                { destinationNamedPort: 'http' },
              ],
            },
          ],
        }),
      ],
    ],
    [
      'kinds of another group',
      [{ ...wide('x', { ingress: [{ action: 'Allow' }] }), apiVersion: 'crd.antrea.io/v1beta1' }],
    ],
  ])('is silent about %s', (_, objects) => {
    expect(found(...objects)).toEqual([]);
  });
});

describe('NP507 cluster-policy-cuts-pods', () => {
  const deny = (network: string) => ({ action: 'Deny', to: [{ networks: [network] }] });
  const found = (...objects: readonly JsonObject[]) => reported('NP507', objects);

  test('finds all addresses of a family, and all of the pods', () => {
    expect(found(wide('x', { egress: [deny('0.0.0.0/0')] }))).toEqual([
      'warning: ClusterNetworkPolicy x egress[0] denies 0.0.0.0/0, which also cuts pods from each other',
    ]);
    const known = knowing({ podCidrs: ['10.244.0.0/16'] });
    expect(reported('NP507', [wide('x', { egress: [deny('10.0.0.0/8')] })], known)).toHaveLength(1);
  });

  test.each([
    [
      'a rule before it that passes pods',
      [wide('x', { egress: [{ action: 'Pass', to: [all] }, deny('0.0.0.0/0')] })],
    ],
    [
      'a policy before it that passes pods',
      [
        wide('first', { priority: 1, egress: [{ action: 'Accept', to: [all] }] }),
        wide('x', { egress: [deny('0.0.0.0/0')] }),
      ],
    ],
    [
      'the tier Baseline, which NetworkPolicies come before',
      [wide('x', { tier: 'Baseline', egress: [deny('0.0.0.0/0')] })],
    ],
    ['a smaller block', [wide('x', { egress: [deny('10.0.0.0/8')] })]],
    [
      'a rule that names pods too',
      [wide('x', { egress: [{ action: 'Deny', to: [all, { networks: ['0.0.0.0/0'] }] }] })],
    ],
  ])('is silent about %s', (_, objects) => {
    expect(found(...objects)).toEqual([]);
  });

  test('is not silenced by a rule that passes one port alone', () => {
    const dns = {
      action: 'Pass',
      to: [all],
      protocols: [{ udp: { destinationPort: { number: 53 } } }],
    };
    expect(found(wide('x', { egress: [dns, deny('0.0.0.0/0')] }))).toHaveLength(1);
  });
});
