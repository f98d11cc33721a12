import { describe, expect, test } from 'vitest';
import { profileNamed } from '../../lib/platform';
import { app, inTo, outOf, policy, reported, service, workload } from '../support/lint-objects';

const web = workload('web', { ports: [8080] });
const proxy = workload('proxy');
const toTarget = service('web', [{ port: 80, targetPort: 8080 }]);

describe('NP601 service-port-instead-of-target-port', () => {
  const found = (...objects: Parameters<typeof reported>[1]) => reported('NP601', objects);

  test('names the Service, and the port of its pods', () => {
    expect(found(web, proxy, toTarget, inTo('web', [app('proxy')], [{ port: 80 }]))).toEqual([
      'error: shop/web ingress[0] opens 80/TCP, the port of Service shop/web; its pods answer on 8080',
    ]);
  });

  test('looks at the pods that egress leads to', () => {
    const out = outOf('proxy', [app('web')], [{ port: 80 }]);
    expect(reported('NP601', [web, proxy, toTarget, out], profileNamed('calico'))).toEqual([
      'error: shop/proxy egress[0] opens 80/TCP, the port of Service shop/web; its pods answer on 8080',
    ]);
  });

  test('resolves a target port that is a name', () => {
    const named = service('web', [{ port: 80, targetPort: 'http' }]);
    const pod = workload('web', { ports: [{ name: 'http', containerPort: 3000 }] });
    expect(found(pod, named, inTo('web', [], [{ port: 80 }]))).toHaveLength(1);
  });

  test('is a warning for egress where a plugin might see Services', () => {
    const out = outOf('proxy', [app('web')], [{ port: 80 }]);
    expect(found(web, proxy, toTarget, out)[0]).toMatch(/^warning: /);
  });

  test('is a warning where the policy selects a whole namespace', () => {
    const all = policy('shop/all', {
      podSelector: {},
      policyTypes: ['Ingress'],
      ingress: [{ ports: [{ port: 80 }] }],
    });
    expect(found(web, toTarget, all)[0]).toMatch(/^warning: /);
  });

  test.each([
    ['the port of the pods', [web, toTarget, inTo('web', [], [{ port: 8080 }])]],
    ['both ports', [web, toTarget, inTo('web', [], [{ port: 80 }, { port: 8080 }])]],
    [
      'a port of another protocol',
      [web, toTarget, inTo('web', [], [{ port: 80, protocol: 'UDP' }])],
    ],
    ['a port that no Service has', [web, toTarget, inTo('web', [], [{ port: 81 }])]],
    [
      'the port of a Service that some container declares too',
      [workload('web', { ports: [8080, 80] }), toTarget, inTo('web', [], [{ port: 80 }])],
    ],
    [
      'the port of a headless Service, whose clients choose the port themselves',
      [
        web,
        service('web', [{ port: 80, targetPort: 8080 }], { clusterIP: 'None' }),
        inTo('web', [], [{ port: 80 }]),
      ],
    ],
    [
      'a port of pods of which some say nothing about their ports',
      [
        web,
        toTarget,
        workload('other', { labels: { app: 'other', part: 'web' } }),
        policy('shop/all', {
          podSelector: {},
          policyTypes: ['Ingress'],
          ingress: [{ ports: [{ port: 80 }] }],
        }),
      ],
    ],
    [
      'egress that leads to addresses as well',
      [
        web,
        toTarget,
        outOf('proxy', [app('web'), { ipBlock: { cidr: '192.0.2.0/24' } }], [{ port: 80 }]),
      ],
    ],
  ])('is silent about %s', (_, objects) => {
    expect(reported('NP601', objects)).toEqual([]);
  });

  test('is silent about egress where policies see the Service', () => {
    const out = outOf('proxy', [app('web')], [{ port: 80 }]);
    expect(reported('NP601', [web, proxy, toTarget, out], profileNamed('aws-vpc-cni'))).toEqual([]);
  });
});
