import type { Chart } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import { describe, expect, test } from 'vitest';
import { toPeers } from '../../../lib/constructs';
import { peerOf } from '../../../lib/kplus';
import { newChart, told } from '../constructs/charts';
import { javascript, refusalsOf } from '../constructs/dsl/refusals';

/** The items of `from` that a peer becomes in a policy of `shop`. */
const items = (peer: Parameters<typeof peerOf>[0]) => toPeers(peerOf(peer), 'shop');
const NAME = 'kubernetes.io/metadata.name';

describe('peerOf', () => {
  test.each([
    [
      'pods by label',
      (chart: Chart) => kplus.Pods.select(chart, 'p', { labels: { app: 'web' } }),
      [{ podSelector: { matchLabels: { app: 'web' } } }],
    ],
    [
      'pods by expressions, several of one key',
      (chart: Chart) =>
        kplus.Pods.select(chart, 'p', {
          expressions: [
            kplus.LabelExpression.exists('app'),
            kplus.LabelExpression.notIn('app', ['x']),
          ],
        }),
      [
        {
          podSelector: {
            matchExpressions: [
              { key: 'app', operator: 'Exists' },
              { key: 'app', operator: 'NotIn', values: ['x'] },
            ],
          },
        },
      ],
    ],
    ['all pods', (chart: Chart) => kplus.Pods.all(chart, 'p'), [{ podSelector: {} }]],
    [
      'pods in namespaces by label',
      (chart: Chart) =>
        kplus.Pods.select(chart, 'p', {
          labels: { app: 'web' },
          namespaces: kplus.Namespaces.select(chart, 'n', { labels: { env: 'prod' } }),
        }),
      [
        {
          podSelector: { matchLabels: { app: 'web' } },
          namespaceSelector: { matchLabels: { env: 'prod' } },
        },
      ],
    ],
    [
      'a namespace by name',
      (chart: Chart) => kplus.Namespaces.select(chart, 'n', { names: ['blog'] }),
      [{ namespaceSelector: { matchLabels: { [NAME]: 'blog' } } }],
    ],
    [
      'several namespaces by name',
      (chart: Chart) => kplus.Namespaces.select(chart, 'n', { names: ['a', 'b'] }),
      [
        {
          namespaceSelector: {
            matchExpressions: [{ key: NAME, operator: 'In', values: ['a', 'b'] }],
          },
        },
      ],
    ],
    [
      'every namespace',
      (chart: Chart) => kplus.Namespaces.all(chart, 'n'),
      [{ namespaceSelector: {} }],
    ],
    [
      'a namespace construct',
      (chart: Chart) => new kplus.Namespace(chart, 'n', { metadata: { name: 'blog' } }),
      [{ namespaceSelector: { matchLabels: { [NAME]: 'blog' } } }],
    ],
    [
      'an address block',
      (chart: Chart) => kplus.NetworkPolicyIpBlock.ipv4(chart, 'b', '10.0.0.0/8', ['10.1.0.0/16']),
      [{ ipBlock: { cidr: '10.0.0.0/8', except: ['10.1.0.0/16'] } }],
    ],
    [
      'a workload, by its stable labels and not by the hash of its path',
      (chart: Chart) =>
        new kplus.Deployment(chart, 'd', {
          podMetadata: { labels: { app: 'web' } },
          containers: [{ image: 'web' }],
        }),
      [{ podSelector: { matchLabels: { app: 'web' } } }],
    ],
  ] as const)('reads %s', (_, make, expected) => {
    expect(items(make(newChart()))).toEqual(expected);
  });

  test('refuses namespaces that name none: cdk8s-plus would let every source in', () => {
    const none = kplus.Namespaces.select(newChart(), 'n', { names: [] });
    expect(told(refusalsOf(() => peerOf(none)))).toEqual([
      [
        'constructs/not-a-kplus-peer: a selector of cdk8s-plus names no namespace, and would let every source in',
        '=> pass Pods, Namespaces, a Namespace, an address block or a workload of cdk8s-plus',
        'at expect(told(refusalsOf(() => peerOf(none)))).toEqual([',
      ].join('\n'),
    ]);
  });

  test('refuses a block that the API server would refuse', () => {
    const wide = { toNetworkPolicyPeerConfig: () => ({ ipBlock: { cidr: '10.0.0.5/8' } }) };
    expect(() => peerOf(wide)).toThrow('10.0.0.5/8');
  });

  test.each([undefined, null, {}, 'web', { toNetworkPolicyPeerConfig: () => ({}) }])(
    'refuses %j, which is no peer',
    (found) => {
      const [refused] = refusalsOf(() => peerOf(javascript(found)));
      expect(refused?.code).toBe('constructs/not-a-kplus-peer');
    },
  );
});
