import type { Severity } from '../../../../kernel';
import { aboutPolicy, type Check, type Examined, type Found } from '../../check';
import { deployment, ingress, together } from '../../examples';
import { REFERENCES } from '../../references';
import { asksForLabels } from '../../views/destinations';
import { everyPodPeer } from '../../views/every-selector';
import type { KnownPod } from '../../views/known-pods';
import { listWorkloads } from '../../views/lists';
import { namedBy } from '../../views/named-by';
import { ruleName } from '../../views/rule-place';
import { subjectsOf } from '../../views/subjects';

/** Finds selectors that match pods of the host network alone. */
export const hostNetworkSelected: Check = {
  id: 'NP404',
  name: 'host-network-selected',
  severity: 'warning',
  summary: 'A selector matches only pods with `hostNetwork: true`, which most plugins do not see.',
  why: 'Such a pod has the address of its node. A policy that selects it changes nothing, and a rule that names it lets nobody in: to most plugins its traffic is that of the node.',
  how: 'A selector that asks for labels, of a policy or of a peer, matches known pods, and each of them is on the host network. It is an error where the profile says that such pods are no subjects, or no peers, and nothing where it says that they are. A rule that names blocks as well is left out.',
  help: 'use host policies of the plugin for such pods, and an ipBlock of the nodes to let them in',
  acknowledge: 'When the plugin tells host-network pods apart, and the profile does not say so.',
  references: [REFERENCES.hostNetwork],
  examples: {
    given: together(
      `apiVersion: apps/v1
kind: DaemonSet
metadata: { name: agent, namespace: shop }
spec:
  selector: { matchLabels: { app: agent } }
  template:
    metadata: { labels: { app: agent } }
    spec:
      hostNetwork: true
      containers: [{ name: agent, image: 'agent:1' }]
`,
      deployment('web', '{ containerPort: 8080 }'),
    ),
    avoid: {
      yaml: ingress('web')`
    - from: [{ podSelector: { matchLabels: { app: agent } } }]
      ports: [{ protocol: TCP, port: 8080 }]
`,
      typescript: `
new NetworkPolicy(shop, 'web', {
  select: pods({ app: 'web' }),
  ingress: [from(pods({ app: 'agent' })).on(tcp(8080))],
});
`,
    },
    prefer: {
      yaml: ingress('web')`
    - from: [{ ipBlock: { cidr: 192.168.64.0/24 } }]
      ports: [{ protocol: TCP, port: 8080 }]
`,
      typescript: `
new NetworkPolicy(shop, 'web', {
  select: pods({ app: 'web' }),
  ingress: [from(ipBlock('192.168.64.0/24')).on(tcp(8080))],
});
`,
    },
  },
  *find(examined: Examined): Iterable<Found> {
    yield* subjects(examined);
    yield* peers(examined);
  },
};

function* subjects(examined: Examined): Iterable<Found> {
  const severity = severityOf(examined.profile.assume['host-network-is-subject']);
  if (severity === undefined) return;
  for (const policy of examined.cluster.policies) {
    const pods = subjectsOf(examined, policy);
    if (!asksForLabels(policy.subject) || !areOnHost(pods)) continue;
    const { namespace, name } = policy;
    yield {
      about: aboutPolicy(policy),
      path: ['spec', 'podSelector'],
      message: `${namespace}/${name} selects only pods of the host network: ${listWorkloads(pods)}`,
      severity,
    };
  }
}

function* peers(examined: Examined): Iterable<Found> {
  const severity = severityOf(examined.profile.assume['host-network-is-peer']);
  if (severity === undefined) return;
  for (const { policy, rule, peer, path } of everyPodPeer(examined)) {
    if (!asksForLabels(peer.pods) || rule.peers.some(({ kind }) => kind === 'block')) continue;
    const { certain, possible } = namedBy(examined, policy, peer);
    if (certain.length < possible.length || !areOnHost(certain)) continue;
    yield {
      about: aboutPolicy(policy),
      path,
      message: `${ruleName({ policy, rule })} names only pods of the host network: ${listWorkloads(certain)}`,
      severity,
    };
  }
}

/** An error where the plugin is known not to see them; nothing where it does. */
function severityOf(sees: boolean | undefined): Severity | undefined {
  if (sees === undefined) return 'warning';
  return sees ? undefined : 'error';
}

function areOnHost(pods: readonly KnownPod[]): boolean {
  return pods.length > 0 && pods.every(({ pod }) => pod.hostNetwork);
}
