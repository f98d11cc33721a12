/** What does not compile of reasons and of cdk8s-plus, and what must. `npx tsc --noEmit` is the test. */
import type { Chart } from 'cdk8s';
import type * as kplus from 'cdk8s-plus-28';
import { PolicyApp } from '../../lib/cdk8s';
import { because, Connection, everyone, type Peer, pods, tcp } from '../../lib/constructs';
import { asKplusPeer, peerOf } from '../../lib/kplus';

declare const chart: Chart;
declare const deployment: kplus.Deployment;
declare const namespaces: kplus.Namespaces;
declare const port: kplus.NetworkPolicyPort;

// A reason is given around a construct, which stays what it is.
const orders: Connection = because(
  new Connection(chart, 'a', { from: pods({ app: 'a' }), to: pods({ app: 'b' }), on: tcp(80) }),
  'orders',
  { owner: 'shop', until: '2027-01-31' },
);
// @ts-expect-error
because(orders);
// @ts-expect-error
because(orders, 'orders', { till: '2027-01-31' });
// @ts-expect-error
because(pods({ app: 'a' }), 'orders');

// Reasons are required by one word only.
new PolicyApp({ reasons: 'required' });
// @ts-expect-error
new PolicyApp({ reasons: 'require' });

// Peers of cdk8s-plus are ours, and ours are theirs; everyone is no peer.
export const theirs: readonly Peer[] = [peerOf(deployment), peerOf(namespaces)];
export const ours: kplus.INetworkPolicyPeer = asKplusPeer(chart, 'b', pods({ app: 'a' }));
// @ts-expect-error
peerOf(port);
// @ts-expect-error
asKplusPeer(chart, 'c', everyone());
