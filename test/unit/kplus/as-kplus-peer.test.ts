import { Testing } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import { describe, expect, test } from 'vitest';
import {
  allNamespaces,
  internet,
  ipBlock,
  namespace,
  namespaces,
  noneOf,
  oneOf,
  type Peer,
  pods,
  present,
  sameNamespace,
  toPeers,
} from '../../../lib/constructs';
import { asKplusPeer, peerOf } from '../../../lib/kplus';
import { reachability } from '../../../lib/testing';
import { newChart, told } from '../constructs/charts';
import { refusalsOf } from '../constructs/dsl/refusals';

const PEERS: readonly Peer[] = [
  pods({ app: 'web', env: oneOf('a', 'b'), tier: noneOf('x'), team: present() }),
  pods({ app: 'web' }).in(namespace('blog')),
  pods({ app: 'web' }).in(namespaces({ env: 'prod' })),
  pods({ app: 'web' }).in(allNamespaces()),
  sameNamespace(),
  namespace('blog'),
  namespaces({ env: 'prod' }),
  allNamespaces(),
  ipBlock('10.0.0.0/8', { except: ['10.1.0.0/16'] }),
  ipBlock('2001:db8::/32'),
];

/** What cdk8s-plus writes into `from` for a peer. */
function writtenFor(peer: Peer): unknown {
  const chart = newChart({ namespace: 'shop' });
  const policy = new kplus.NetworkPolicy(chart, 'p', { selector: kplus.Pods.all(chart, 'all') });
  policy.addIngressRule(asKplusPeer(chart, 'peer', peer), [kplus.NetworkPolicyPort.tcp(80)]);
  const [manifest] = Testing.synth(chart);
  return manifest.spec.ingress[0].from;
}

describe('asKplusPeer', () => {
  test.each(PEERS)('writes by cdk8s-plus what a rule of ours would write: %j', (peer) => {
    const meaning = toPeers(peer, 'shop').map((item) =>
      // cdk8s-plus names every pod of a namespace where ours names the namespace only.
      item.namespaceSelector === undefined ? item : { podSelector: {}, ...item },
    );
    expect(writtenFor(peer)).toEqual(meaning);
  });

  test.each(PEERS)('and back by peerOf is the same peer: %j', (peer) => {
    const chart = newChart();
    const back = peerOf(asKplusPeer(chart, 'peer', peer));
    expect(toPeers(back, 'shop')).toEqual(toPeers(peer, 'shop'));
  });

  test('is taken by connections of a workload, which opens what it means and no more', () => {
    const chart = newChart({ namespace: 'shop' });
    const workload = (id: string) =>
      new kplus.Deployment(chart, id, {
        metadata: { name: id },
        podMetadata: { labels: { app: id } },
        containers: [{ image: id, ports: [{ number: 80 }] }],
      });
    for (const id of ['web', 'api']) workload(id);
    workload('db').connections.allowFrom(asKplusPeer(chart, 'web-pods', pods({ app: 'web' })), {
      ports: [kplus.NetworkPolicyPort.tcp(80)],
      isolation: kplus.PodConnectionsIsolation.POD,
    });
    const net = reachability(chart);
    expect(net.flows()).toContain('shop/web -> shop/db 80/TCP');
    expect(net.flows()).not.toContain('shop/api -> shop/db');
  });

  test('refuses addresses of several blocks, of which cdk8s-plus would keep one', () => {
    const chart = newChart();
    const [refused] = told(refusalsOf(() => asKplusPeer(chart, 'peer', internet())));
    expect(refused).toMatch(
      /^kplus\/several-blocks: `asKplusPeer` got `internet\(\)`, which is \d+ blocks of addresses\n/,
    );
    expect(refused).toContain('at const [refused] = told(');
  });

  test('refuses addresses that are to select the pods of a policy', () => {
    const chart = newChart({ namespace: 'shop' });
    const selector = asKplusPeer(chart, 'addresses', ipBlock('10.9.0.0/24'));
    const refusals = refusalsOf(() => new kplus.NetworkPolicy(chart, 'p', { selector }));
    expect(told(refusals)).toMatchInlineSnapshot(`
      [
        "kplus/not-a-selector: \`asKplusPeer\` got \`ipBlock('10.9.0.0/24')\`, which are addresses, and is used to select pods
      => adapt pods(...); addresses are the other end of a rule
      at const refusals = refusalsOf(() => new kplus.NetworkPolicy(chart, 'p', { selector }));",
      ]
    `);
  });

  test('refuses addresses that are to select namespaces', () => {
    const chart = newChart({ namespace: 'shop' });
    const addresses = asKplusPeer(chart, 'addresses', ipBlock('10.9.0.0/24'));
    const [refused] = refusalsOf(() => addresses.toNamespaceSelectorConfig());
    expect([refused?.code, refused?.message]).toEqual([
      'kplus/not-a-selector',
      "`asKplusPeer` got `ipBlock('10.9.0.0/24')`, which are addresses, and is used to select namespaces",
    ]);
  });
});
