import { describe, expect, test } from 'vitest';
import type { JsonObject } from '../../lib/kernel';
import { app, inTo, outOf, policy, reported, service, workload } from '../support/lint-objects';

const port = (number: number) => [{ port: number }];

describe('NP611 one-side-open', () => {
  const found = (...objects: readonly JsonObject[]) => reported('NP611', objects);
  const pods = [workload('api'), workload('db', { ports: [5432] })];
  const deny = policy('shop/deny', { podSelector: {}, policyTypes: ['Ingress', 'Egress'] });

  test('names both ends, whichever is open', () => {
    expect(found(...pods, deny, inTo('db', [app('api')], port(5432)))).toEqual([
      'warning: shop/db ingress[0] lets shop/api in, and no policy lets them out to shop/db on its ports',
    ]);
    expect(found(...pods, deny, outOf('api', [app('db')], port(5432)))).toEqual([
      'warning: shop/api egress[0] lets its pods out to shop/db, and no policy lets shop/api in there on its ports',
    ]);
  });

  test('finds two ends that are open on different ports', () => {
    const [into, out] = [
      inTo('db', [app('api')], port(5432)),
      outOf('api', [app('db')], port(3306)),
    ];
    expect(found(...pods, deny, into, out)).toHaveLength(2);
  });

  test('finds pods of another namespace', () => {
    const prometheus = workload('prometheus', { namespace: 'monitoring' });
    const from = {
      namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'monitoring' } },
      ...app('prometheus'),
    };
    const closed = policy('monitoring/deny', { podSelector: {}, policyTypes: ['Egress'] });
    expect(found(...pods, prometheus, closed, inTo('db', [from], port(5432)))).toHaveLength(1);
  });

  test.each([
    [
      'two ends that are open',
      [deny, inTo('db', [app('api')], port(5432)), outOf('api', [app('db')], port(5432))],
    ],
    ['another end that nothing isolates', [inTo('db', [app('api')], port(5432))]],
    [
      'a peer of which some pod passes',
      [
        deny,
        workload('job', { labels: { app: 'job', tier: 'client' } }),
        workload('web', { labels: { app: 'web', tier: 'client' } }),
        inTo('db', [{ podSelector: { matchLabels: { tier: 'client' } } }], port(5432)),
        outOf('job', [app('db')], port(5432)),
      ],
    ],
    [
      'a port name that nobody has, which another check reports',
      [deny, inTo('db', [app('api')], [{ port: 'pg' }])],
    ],
    [
      'a pod that names itself',
      [
        {
          apiVersion: 'v1',
          kind: 'Pod',
          metadata: { name: 'one', namespace: 'shop', labels: { app: 'one' } },
          spec: {},
        },
        deny,
        inTo('one', [app('one')], port(80)),
      ],
    ],
    ['a peer that is every pod', [deny, inTo('db', [{ podSelector: {} }], port(5432))]],
    [
      'a peer beside addresses',
      [deny, inTo('db', [app('api'), { ipBlock: { cidr: '192.0.2.0/24' } }], port(5432))],
    ],
    ['a peer that no known pod has', [deny, inTo('db', [app('job')], port(5432))]],
    [
      'another end that a policy of another kind may open',
      [
        deny,
        inTo('db', [app('api')], port(5432)),
        {
          apiVersion: 'cilium.io/v2',
          kind: 'CiliumNetworkPolicy',
          metadata: { name: 'x', namespace: 'shop' },
          spec: {},
        },
      ],
    ],
  ])('is silent about %s', (_, objects) => {
    expect(found(...pods, ...objects)).toEqual([]);
  });
});

describe('NP612 replicas-that-cannot-talk', () => {
  const found = (...objects: readonly JsonObject[]) => reported('NP612', objects);
  const set = (replicas: number) =>
    workload('db', { kind: 'StatefulSet', ports: [5432], spec: { replicas, serviceName: 'db' } });
  const headless = service('db', port(5432), { clusterIP: 'None' });
  const clients = inTo('db', [app('api')], port(5432));

  test('names the StatefulSet and its Service', () => {
    expect(found(set(3), headless, clients)).toEqual([
      'info: no policy lets the replicas of shop/db connect to each other, and Service shop/db names them',
    ]);
  });

  test('looks at what the replicas may send as well', () => {
    expect(found(set(3), headless, outOf('db', [app('api')]))).toHaveLength(1);
  });

  test.each([
    ['replicas that may', [set(3), headless, inTo('db', [app('db')], port(7000))]],
    ['a single replica', [set(1), headless, clients]],
    ['replicas that nothing isolates', [set(3), headless]],
    ['a Service with an address of its own', [set(3), service('db', port(5432)), clients]],
    ['a Deployment', [workload('db', { spec: { replicas: 3 } }), headless, clients]],
  ])('is silent about %s', (_, objects) => {
    expect(found(...objects)).toEqual([]);
  });
});

describe('NP613 port-that-nothing-listens-on', () => {
  const found = (...objects: readonly JsonObject[]) => reported('NP613', objects);
  const web = workload('web', { ports: [8443] });
  const anyone = [{ podSelector: {} }];

  test('finds a port that the pods do not declare', () => {
    expect(found(web, inTo('web', anyone, port(8080)))).toEqual([
      'info: shop/web ingress[0] opens 8080/TCP, which no container of its pods declares',
    ]);
  });

  test.each([
    ['a port that they declare', [web, inTo('web', anyone, port(8443))]],
    ['pods that declare no ports', [workload('web'), inTo('web', anyone, port(8080))]],
    ['a range', [web, inTo('web', anyone, [{ port: 8000, endPort: 8100 }])]],
    [
      'a target port of a Service',
      [web, service('web', [{ port: 80, targetPort: 8080 }]), inTo('web', anyone, port(8080))],
    ],
    [
      'the port of a Service, which another check reports',
      [web, service('web', [{ port: 80, targetPort: 8443 }]), inTo('web', anyone, port(80))],
    ],
    [
      'every pod of a namespace',
      [web, policy('shop/all', { podSelector: {}, ingress: [{ ports: port(8080) }] })],
    ],
    ['egress to everywhere', [web, outOf('api', [], port(8080))]],
  ])('is silent about %s', (_, objects) => {
    expect(found(...objects)).toEqual([]);
  });
});
