import { describe, expect, test } from 'vitest';
import type { JsonObject } from '../../lib/kernel';
import {
  app,
  inTo,
  knowing,
  outOf,
  policy,
  reported,
  service,
  workload,
} from '../support/lint-objects';

const udp = (port: number, name?: string) => ({
  ...(name !== undefined && { name }),
  containerPort: port,
  protocol: 'UDP',
});
const anyone = [{ podSelector: {} }];
const crd = (ports: readonly JsonObject[]) => ({
  ...workload('web', { ports }),
  apiVersion: 'example.com/v1',
  kind: 'Web',
});

describe('NP606 protocol-omitted-for-udp', () => {
  const found = (...objects: readonly JsonObject[]) => reported('NP606', objects);
  const syslog = workload('syslog', { ports: [udp(514, 'syslog')] });

  test('finds a number and a name', () => {
    expect(found(syslog, inTo('syslog', anyone, [{ port: 514 }, { port: 'syslog' }]))).toEqual([
      'error: shop/syslog ingress[0] opens 514 over TCP, because it names no protocol; its pods answer over UDP',
      'error: shop/syslog ingress[0] opens `syslog` over TCP, because it names no protocol; its pods answer over UDP',
    ]);
  });

  test('looks at the pods that egress leads to', () => {
    expect(found(syslog, outOf('web', [app('syslog')], [{ port: 514 }]))).toHaveLength(1);
  });

  test.each([
    ['UDP', [syslog, inTo('syslog', anyone, [{ port: 514, protocol: 'UDP' }])]],
    ['TCP that is written', [syslog, inTo('syslog', anyone, [{ port: 514, protocol: 'TCP' }])]],
    [
      'both protocols',
      [syslog, inTo('syslog', anyone, [{ port: 514 }, { port: 514, protocol: 'UDP' }])],
    ],
    ['a port that nobody declares', [syslog, inTo('syslog', anyone, [{ port: 515 }])]],
    [
      'a port that is declared over both',
      [workload('syslog', { ports: [udp(514), 514] }), inTo('syslog', anyone, [{ port: 514 }])],
    ],
    [
      'pods of which one does not declare it',
      [
        syslog,
        workload('web'),
        policy('shop/all', { podSelector: {}, ingress: [{ ports: [{ port: 514 }] }] }),
      ],
    ],
    ['egress to everywhere', [syslog, outOf('web', [], [{ port: 514 }])]],
  ])('is silent about %s', (_, objects) => {
    expect(found(...objects)).toEqual([]);
  });
});

describe('NP607 named-port-that-nobody-declares', () => {
  const found = (...objects: readonly JsonObject[]) => reported('NP607', objects);
  const web = workload('web', { ports: [{ name: 'http', containerPort: 8080 }] });
  const sidecar = workload('web', {
    ports: [8080],
    pod: {
      initContainers: [
        {
          name: 'proxy',
          image: 'proxy:1',
          restartPolicy: 'Always',
          ports: [{ name: 'http', containerPort: 15001 }],
        },
      ],
    },
  });

  test('finds a name that no container has', () => {
    expect(found(web, inTo('web', anyone, [{ port: 'web' }]))).toEqual([
      'error: shop/web ingress[0] opens port `web` over TCP, which no container of its pods declares',
    ]);
  });

  test('finds a name that is declared over another protocol', () => {
    expect(found(web, inTo('web', anyone, [{ port: 'http', protocol: 'UDP' }]))).toHaveLength(1);
  });

  test('finds a name that only a Service has', () => {
    const named = service('web', [{ name: 'web', port: 80, targetPort: 8080 }]);
    expect(found(web, named, inTo('web', anyone, [{ port: 'web' }]))).toHaveLength(1);
  });

  test('finds a name towards addresses', () => {
    expect(
      found(web, outOf('web', [{ ipBlock: { cidr: '192.0.2.0/24' } }], [{ port: 'http' }])),
    ).toEqual(['error: shop/web egress[0] opens port `http` over TCP, which an ipBlock never has']);
  });

  test('leaves open whether a name of an init container counts, unless the profile says', () => {
    const objects = [sidecar, inTo('web', anyone, [{ port: 'http' }])];
    const told = (counts: boolean) =>
      reported('NP607', objects, knowing({ assume: { 'sidecar-named-ports': counts } }));
    expect(found(...objects)).toEqual([
      'warning: shop/web ingress[0] opens port `http` over TCP, which only init containers of its pods declare',
    ]);
    expect(told(true)).toEqual([]);
    expect(told(false)[0]).toMatch(/^error: /);
  });

  test.each([
    [
      'a name that some destination has',
      [
        web,
        workload('api'),
        policy('shop/all', { podSelector: {}, ingress: [{ ports: [{ port: 'http' }] }] }),
      ],
    ],
    ['pods that are not in the input', [inTo('web', anyone, [{ port: 'http' }])]],
    [
      'pods that an operator makes',
      [crd([{ containerPort: 8080 }]), inTo('web', anyone, [{ port: 'http' }])],
    ],
    [
      'addresses that come in',
      [web, inTo('web', [{ ipBlock: { cidr: '192.0.2.0/24' } }], [{ port: 'http' }])],
    ],
    ['egress to everywhere', [web, outOf('web', [], [{ port: 'metrics' }])]],
    [
      'egress to namespaces that nobody declares',
      [
        web,
        outOf(
          'web',
          [{ namespaceSelector: { matchLabels: { team: 'a' } } }],
          [{ port: 'metrics' }],
        ),
      ],
    ],
  ])('is silent about %s', (_, objects) => {
    expect(found(...objects)).toEqual([]);
  });
});

describe('NP608 empty-ports', () => {
  const found = (...objects: readonly JsonObject[]) => reported('NP608', objects);

  test('finds a list without entries, and one that is null', () => {
    expect(found(inTo('web', anyone, []))).toEqual([
      'warning: shop/web ingress[0] has an empty `ports`, which opens every port',
    ]);
    const nothing = policy('shop/web', {
      podSelector: {},
      ingress: [{ from: anyone, ports: null }],
    });
    expect(found(nothing)).toHaveLength(1);
  });

  test.each([
    ['a rule without the list', [inTo('web', anyone)]],
    ['a list with an entry', [inTo('web', anyone, [{ port: 80 }])]],
    [
      'a rule that does not count',
      [policy('shop/web', { podSelector: {}, policyTypes: ['Ingress'], egress: [{ ports: [] }] })],
    ],
  ])('is silent about %s', (_, objects) => {
    expect(found(...objects)).toEqual([]);
  });
});

describe('NP609 port-entry-without-number', () => {
  const found = (...objects: readonly JsonObject[]) => reported('NP609', objects);

  test('finds an entry that says nothing', () => {
    expect(found(inTo('web', anyone, [{}, { port: null }]))).toEqual([
      'warning: shop/web ingress[0] has an empty entry in `ports`, which opens every port over TCP',
      'warning: shop/web ingress[0] has an empty entry in `ports`, which opens every port over TCP',
    ]);
  });

  test.each([
    ['a protocol without a port', [inTo('web', anyone, [{ protocol: 'TCP' }])]],
    ['a port without a protocol', [inTo('web', anyone, [{ port: 80 }])]],
    ['no entry at all', [inTo('web', anyone, [])]],
  ])('is silent about %s', (_, objects) => {
    expect(found(...objects)).toEqual([]);
  });
});
