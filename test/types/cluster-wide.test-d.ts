/** What of cluster-wide policies does not compile, and what must: `npx tsc --noEmit` is the test. */
import type { Chart } from 'cdk8s';
import {
  accept,
  allNamespaces,
  allPods,
  allPorts,
  ClusterNetworkPolicy,
  deny,
  from,
  ipBlock,
  namespace,
  namespaces,
  pass,
  pods,
  tcp,
  to,
  toDomainNames,
  toNodes,
} from '../../lib/constructs';

declare const chart: Chart;
const guard = { tier: 'Admin', priority: 10, subject: allNamespaces() } as const;
const ingress = [deny(from(namespace('lab')).on(allPorts()))];
const nodes = toNodes({ gpu: 'yes' }).on(tcp(10250));
const names = toDomainNames('a.example.com').on(tcp(443));

new ClusterNetworkPolicy(chart, 'all', {
  ...guard,
  channel: 'experimental',
  ingress,
  egress: [accept(names), pass(nodes), deny(to(ipBlock('192.0.2.0/24')).on(allPorts()))],
});
for (const subject of [namespaces({ team: 'a' }), pods({ app: 'a' }).in(allNamespaces())]) {
  new ClusterNetworkPolicy(chart, 'subject', { ...guard, subject, ingress });
}

// @ts-expect-error Neither direction.
new ClusterNetworkPolicy(chart, 'none', guard);
const plain = [from(namespace('lab')).on(tcp(1))];
// @ts-expect-error Rules without an action.
new ClusterNetworkPolicy(chart, 'action', { ...guard, ingress: plain });
// @ts-expect-error A rule of the other direction.
new ClusterNetworkPolicy(chart, 'turned', { ...guard, egress: ingress });
// @ts-expect-error Nodes are an end of egress.
new ClusterNetworkPolicy(chart, 'nodes', { ...guard, ingress: [deny(nodes)] });
// @ts-expect-error A policy of the whole cluster has no own namespace.
new ClusterNetworkPolicy(chart, 'pods', { ...guard, subject: pods({ app: 'a' }), ingress });
// @ts-expect-error
new ClusterNetworkPolicy(chart, 'pods', { ...guard, subject: allPods(), ingress });
// @ts-expect-error
new ClusterNetworkPolicy(chart, 'tier', { ...guard, tier: 'admin', ingress });
// @ts-expect-error Domain names can only be accepted.
deny(names);
// @ts-expect-error
pass(names);
// @ts-expect-error A rule without ports.
deny(to(namespace('lab')));
// @ts-expect-error Every node must be said by a label.
toNodes({});
