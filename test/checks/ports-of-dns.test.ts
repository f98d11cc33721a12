import { describe, expect, test } from 'vitest';
import { CHECKS } from '../../lib/analyses';
import type { Json, JsonObject } from '../../lib/kernel';
import { profileByWord } from '../../lib/platform';
import { linted } from '../support/lint';
import { app, outOf, policy, reported, service, workload } from '../support/lint-objects';

const api = workload('api');
const db = workload('db', { ports: [5432] });
const dbService = service('db', [{ port: 5432 }]);
const out = (...egress: readonly JsonObject[]) =>
  policy('shop/api', { ...app('api'), policyTypes: ['Egress'], egress });
const toDb = { to: [app('db')], ports: [{ port: 5432 }] };
const kubeDns = (labels: JsonObject = { 'k8s-app': 'kube-dns' }) => ({
  namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'kube-system' } },
  podSelector: { matchLabels: labels },
});
const dns = (to: Json, ...protocols: readonly string[]) => ({
  to: [to],
  ports: protocols.map((protocol) => ({ protocol, port: 53 })),
});

describe('NP603 dns-unreachable', () => {
  const found = (...objects: readonly JsonObject[]) => reported('NP603', objects);

  test('names the policy, and the workloads that it isolates', () => {
    expect(found(api, db, dbService, out(toDb))).toEqual([
      'warning: shop/api isolates shop/api for egress, and no policy lets them resolve names',
    ]);
  });

  test('reports a default deny once for all that it isolates', () => {
    const deny = policy('shop/deny', { podSelector: {}, policyTypes: ['Egress'] });
    const all = [
      api,
      workload('worker'),
      db,
      dbService,
      deny,
      out(toDb),
      outOf('worker', [app('db')]),
    ];
    expect(found(...all)).toEqual([
      'warning: shop/deny isolates shop/api, shop/worker for egress, and no policy lets them resolve names',
    ]);
  });

  test('finds that only TCP is open', () => {
    expect(found(api, db, dbService, out(toDb, dns(kubeDns(), 'TCP')))).toHaveLength(1);
  });

  test('finds a label that the known name server does not have', () => {
    const server = workload('coredns', {
      namespace: 'kube-system',
      labels: { 'k8s-app': 'kube-dns' },
    });
    const misspelt = dns(kubeDns({ 'k8s-app': 'kubedns' }), 'UDP', 'TCP');
    expect(found(api, db, dbService, server, out(toDb, misspelt))).toHaveLength(1);
  });

  test('finds servers of another platform where the profile says which answer', () => {
    const objects = [api, db, dbService, out(toDb, dns(kubeDns(), 'UDP', 'TCP'))];
    expect(reported('NP603', objects)).toEqual([]);
    expect(reported('NP603', objects, profileByWord('openshift'))).toHaveLength(1);
  });

  test.each([
    ['pods that reach the name server', [out(toDb, dns(kubeDns(), 'UDP', 'TCP'))]],
    ['pods that nothing lets out', [out()]],
    ['pods that call one address', [out({ to: [{ ipBlock: { cidr: '192.0.2.1/32' } }] })]],
    ['pods that nothing isolates for egress', [policy('shop/in', { ...app('api'), ingress: [] })]],
    ['servers that only another label tells', [out(toDb, dns(kubeDns({ app: 'dns' }), 'UDP'))]],
    [
      'another policy that opens DNS for all',
      [
        out(toDb),
        policy('shop/dns', {
          podSelector: {},
          policyTypes: ['Egress'],
          egress: [dns(kubeDns(), 'UDP')],
        }),
      ],
    ],
    [
      'namespaces whose labels nobody knows',
      [
        out(toDb, {
          to: [{ namespaceSelector: { matchLabels: { name: 'kube-system' } } }],
          ports: [{ protocol: 'UDP', port: 53 }],
        }),
      ],
    ],
  ])('is silent about %s', (_, policies) => {
    expect(found(api, db, dbService, ...policies)).toEqual([]);
  });

  test('is silent about pods that ask name servers of their own', () => {
    const own = { dnsPolicy: 'None', dnsConfig: { nameservers: ['192.0.2.53'] } };
    expect(found(workload('api', { pod: own }), db, dbService, out(toDb))).toEqual([]);
  });

  test('is silent about peers that no Service names', () => {
    expect(found(api, db, out(toDb))).toEqual([]);
  });

  test('is silent where a policy of another kind may open DNS', () => {
    const other = {
      apiVersion: 'cilium.io/v2',
      kind: 'CiliumNetworkPolicy',
      metadata: { name: 'dns', namespace: 'shop' },
      spec: { endpointSelector: {}, egress: [{ toEntities: ['kube-dns'] }] },
    };
    expect(found(api, db, dbService, out(toDb), other)).toEqual([]);
  });
});

describe('NP604 dns-over-udp-only', () => {
  const found = (...objects: readonly JsonObject[]) => reported('NP604', objects);

  test('names the protocol that is missing', () => {
    expect(found(out(dns(kubeDns(), 'UDP')))).toEqual([
      'warning: shop/api egress[0] opens port 53 over UDP and not over TCP',
    ]);
    expect(found(out(dns(kubeDns(), 'TCP')))).toEqual([
      'warning: shop/api egress[0] opens port 53 over TCP and not over UDP',
    ]);
  });

  test('looks at the rules of a name server as well', () => {
    const server = policy('kube-system/dns', {
      podSelector: { matchLabels: { 'k8s-app': 'kube-dns' } },
      ingress: [{ ports: [{ protocol: 'UDP', port: 53 }] }],
    });
    expect(found(server)).toHaveLength(1);
  });

  test('offers the other protocol for the same peers, and says what that opens', () => {
    const yaml = JSON.stringify(out(dns(kubeDns(), 'UDP')));
    const checks = CHECKS.filter(({ id }) => id === 'NP604');
    expect(linted(yaml, { checks }).findings.map(({ fix }) => fix)).toEqual([
      {
        title: 'add TCP 53',
        edits: [{ path: ['spec', 'egress', 0, 'ports', 1], set: { protocol: 'TCP', port: 53 } }],
        opens: { TCP: [[53, 53]] },
      },
    ]);
  });

  test.each([
    ['both protocols', [out(dns(kubeDns(), 'UDP', 'TCP'))]],
    ['every port of the other protocol', [out({ ports: [{ protocol: 'UDP', port: 53 }, {}] })]],
    [
      'a range that holds port 53 among others',
      [out({ ports: [{ protocol: 'UDP', port: 1, endPort: 99 }] })],
    ],
    [
      'rules of a direction that does not count',
      [
        policy('shop/x', {
          podSelector: {},
          policyTypes: ['Ingress'],
          egress: [dns(kubeDns(), 'UDP')],
        }),
      ],
    ],
    ['two rules for the same peers', [out(dns(kubeDns(), 'UDP'), dns(kubeDns(), 'TCP'))]],
    [
      'two policies for the same pods',
      [
        policy('shop/udp', {
          podSelector: {},
          policyTypes: ['Egress'],
          egress: [dns(kubeDns(), 'UDP')],
        }),
        policy('shop/tcp', {
          podSelector: {},
          policyTypes: ['Egress'],
          egress: [dns(kubeDns(), 'TCP')],
        }),
      ],
    ],
  ])('is silent about %s', (_, objects) => {
    expect(found(...objects)).toEqual([]);
  });

  test('is not silenced by a rule for other pods, or for other peers', () => {
    const others = policy('shop/tcp', {
      ...app('web'),
      policyTypes: ['Egress'],
      egress: [dns(kubeDns(), 'TCP')],
    });
    expect(found(out(dns(kubeDns(), 'UDP'), dns(app('db'), 'TCP')), others)).toHaveLength(3);
  });
});

describe('NP605 dns-rule-too-broad', () => {
  const found = (...objects: readonly JsonObject[]) => reported('NP605', objects);
  const both = [
    { protocol: 'UDP', port: 53 },
    { protocol: 'TCP', port: 53 },
  ];
  const anyNamespace = { namespaceSelector: {} };

  test('names where the rule leads', () => {
    expect(found(out({ ports: both }))).toEqual([
      'warning: shop/api egress[0] opens port 53 to everywhere',
    ]);
    const internet = { ipBlock: { cidr: '0.0.0.0/0', except: ['10.0.0.0/8'] } };
    expect(found(out({ to: [kubeDns(), internet], ports: both }))).toEqual([
      'warning: shop/api egress[0] opens port 53 to 0.0.0.0/0, but for its exceptions',
    ]);
  });

  test('is an info where the rule stays inside the cluster', () => {
    expect(found(out({ to: [anyNamespace], ports: both }))).toEqual([
      'info: shop/api egress[0] opens port 53 to every pod of every namespace',
    ]);
  });

  test.each([
    ['the name server', [out({ to: [kubeDns()], ports: both })]],
    [
      'the name server in whatever namespace',
      [out({ to: [{ ...anyNamespace, ...app('dns') }], ports: both })],
    ],
    ['a block of a network', [out({ to: [{ ipBlock: { cidr: '192.0.2.0/24' } }], ports: both })]],
    ['a rule that opens other ports too', [out({ ports: [...both, { port: 443 }] })]],
    ['pods that may go everywhere', [out({ ports: both }, {})]],
    [
      'name servers, which ask others',
      [workload('api', { ports: [{ containerPort: 53, protocol: 'UDP' }] }), out({ ports: both })],
    ],
    [
      'ingress, where it means who may ask',
      [policy('shop/dns', { ...app('dns'), ingress: [{ ports: both }] })],
    ],
  ])('is silent about %s', (_, objects) => {
    expect(found(...objects)).toEqual([]);
  });
});
