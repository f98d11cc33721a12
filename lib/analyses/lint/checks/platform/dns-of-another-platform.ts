import type { Policy, Rule } from '../../../../model';
import type { DnsPlatform } from '../../../../platform';
import { aboutPolicy, type Check, type Examined, type Found } from '../../check';
import { everyRule } from '../../every-rule';
import { EVERYTHING, egress } from '../../examples';
import { REFERENCES } from '../../references';
import { meansServers, otherPlatforms, ownPlatforms } from '../../views/dns-peers';
import { opensPort } from '../../views/port-entries';
import { ruleName } from '../../views/rule-place';

const DNS = 53;

/** Finds rules for name servers that the platform does not have. */
export const dnsOfAnotherPlatform: Check = {
  id: 'NP402',
  name: 'dns-of-another-platform',
  severity: 'error',
  summary: 'A rule for DNS names servers, or a port, of another platform.',
  why: 'The policy was copied from a cluster where pods ask kube-dns in kube-system. Here they ask other pods, on another port, or an address on the node, and the rule opens nothing.',
  how: 'The profile says who answers DNS, a rule for egress on port 53 names the servers of a platform that is not among them, and no rule of the namespace leads to one that is. Or it names the right pods on port 53, while these answer on another port and no rule of the policy opens it.',
  help: 'name the servers of this platform, and the port on which they answer',
  acknowledge: 'When the same manifests go to several platforms and another policy opens DNS here.',
  references: [REFERENCES.dns],
  examples: {
    profile: 'openshift',
    avoid: {
      yaml: egress('dns', EVERYTHING)`
    - to:
        - namespaceSelector: { matchLabels: { kubernetes.io/metadata.name: kube-system } }
          podSelector: { matchLabels: { k8s-app: kube-dns } }
      ports: [{ protocol: UDP, port: 53 }, { protocol: TCP, port: 53 }]
`,
      typescript: `
new NetworkPolicy(shop, 'dns', {
  select: allPods(),
  egress: [to(pods({ 'k8s-app': 'kube-dns' }).in(namespace('kube-system'))).on(udp(53), tcp(53))],
});
`,
    },
    prefer: {
      yaml: egress('dns', EVERYTHING)`
    - to:
        - namespaceSelector: { matchLabels: { kubernetes.io/metadata.name: openshift-dns } }
          podSelector:
            matchLabels: { dns.operator.openshift.io/daemonset-dns: default }
      ports: [{ protocol: UDP, port: 5353 }, { protocol: TCP, port: 5353 }]
`,
      typescript: `
new AllowDns(shop, 'dns');
`,
    },
  },
  *find(examined: Examined): Iterable<Found> {
    const own = ownPlatforms(examined.profile);
    if (own === undefined) return;
    for (const { policy, rule } of everyRule(examined)) {
      if (!isForDns(policy, rule)) continue;
      const found = wrongServer(examined, policy, rule, own) ?? wrongPort(policy, rule, own);
      if (found === undefined) continue;
      yield {
        about: aboutPolicy(policy),
        path: ['spec', 'egress', rule.index, ...found.path],
        message: `${ruleName({ policy, rule })} ${found.words}`,
        help: helpFor(own),
      };
    }
  },
};

interface Wrong {
  readonly path: readonly (string | number)[];
  readonly words: string;
}

function isForDns({ isolates }: Policy, rule: Rule): boolean {
  return (
    rule.direction === 'egress' &&
    isolates.includes('egress') &&
    rule.ports.length > 0 &&
    (opensPort(rule, 'UDP', DNS) || opensPort(rule, 'TCP', DNS))
  );
}

function wrongServer(
  { cluster, profile }: Examined,
  policy: Policy,
  rule: Rule,
  own: readonly DnsPlatform[],
): Wrong | undefined {
  const leadsThere = cluster.policies.some(
    (other) =>
      other.namespace === policy.namespace &&
      other.rules.egress.some((each) => leadsTo(other, each, own)),
  );
  if (leadsThere) return undefined;
  const others = otherPlatforms(profile);
  for (const [index, peer] of rule.peers.entries()) {
    const meant = others.find((platform) => meansServers(policy, peer, platform) === 'by-name');
    if (meant === undefined) continue;
    const words = `names the DNS of ${meant.name}, and under the profile ${profile.name} nobody answers there`;
    return { path: ['to', index], words };
  }
  return undefined;
}

function leadsTo(policy: Policy, { peers }: Rule, own: readonly DnsPlatform[]): boolean {
  return (
    peers.length === 0 ||
    peers.some((peer) => own.some((platform) => meansServers(policy, peer, platform) !== 'not'))
  );
}

function wrongPort(policy: Policy, rule: Rule, own: readonly DnsPlatform[]): Wrong | undefined {
  const named = own.find(
    (platform) =>
      platform.port !== DNS &&
      rule.peers.some((peer) => meansServers(policy, peer, platform) === 'by-name'),
  );
  if (named === undefined) return undefined;
  const isOpen = policy.rules.egress.some((each) => opensPort(each, 'UDP', named.port));
  if (isOpen) return undefined;
  const words = `opens port ${DNS} of the DNS of ${named.name}, whose pods answer on ${named.port}`;
  return { path: ['ports'], words };
}

function helpFor(own: readonly DnsPlatform[]): string {
  const words = own.flatMap(({ servers, port }) =>
    servers.map((server) => {
      if (server.kind === 'address') return `${server.cidr} port ${port}`;
      const labels = Object.entries(server.labels).map(([key, value]) => `${key}=${value}`);
      return `${server.namespace}/${labels.join(',')} port ${port}`;
    }),
  );
  return `open UDP and TCP to ${words.join(' and ')}`;
}
