import { coversAddresses, type Direction } from '../../../../kernel';
import type { Peer, Policy, PortMatch, Rule } from '../../../../model';
import { aboutPolicy, type Check, type Examined, type Found } from '../../check';
import { ingress } from '../../examples';
import { REFERENCES } from '../../references';
import { everyPort } from '../../views/port-entries';

/** Finds ranges of ports that are opened for the replies of connections. */
export const rulesForReplies: Check = {
  id: 'NP109',
  name: 'rules-for-replies',
  severity: 'warning',
  summary: 'A rule opens the ports from which clients connect, as if replies needed a rule.',
  why: 'Replies to an allowed connection always pass. A rule for them lets nobody answer who could not before: it lets everybody connect to every high port, where metrics, debuggers and databases answer.',
  how: 'A port range begins at 1024, 32768 or 49152 and ends at 60999, 61000 or 65535: what operating systems take for the near end of connections. The rule has no peers, or one of its peers is also a peer of a rule of the policy in the other direction. Where that one opens such a range too, either end listens on ports of its choice, and nothing is said.',
  help: 'remove the range: policies know connections, and need no rule for replies',
  acknowledge: 'A protocol really answers on any of these ports, such as RPC or passive FTP.',
  references: [REFERENCES.isolation],
  examples: {
    avoid: {
      yaml: `
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: web, namespace: shop }
spec:
  podSelector: { matchLabels: { app: web } }
  policyTypes: [Ingress, Egress]
  ingress:
    - from: [{ podSelector: { matchLabels: { app: proxy } } }]
      ports: [{ protocol: TCP, port: 8080 }]
  egress:
    - to: [{ podSelector: { matchLabels: { app: proxy } } }]
      ports: [{ protocol: TCP, port: 32768, endPort: 60999 }]
`,
      typescript: `
new NetworkPolicy(shop, 'web', {
  select: pods({ app: 'web' }),
  ingress: [from(pods({ app: 'proxy' })).on(tcp(8080))],
  egress: [to(pods({ app: 'proxy' })).on(tcp.range(32768, 60999))],
});
`,
    },
    prefer: {
      yaml: ingress('web')`
    - from: [{ podSelector: { matchLabels: { app: proxy } } }]
      ports: [{ protocol: TCP, port: 8080 }]
`,
      typescript: `
new NetworkPolicy(shop, 'web', {
  select: pods({ app: 'web' }),
  ingress: [from(pods({ app: 'proxy' })).on(tcp(8080))],
});
`,
    },
  },
  *find(examined: Examined): Iterable<Found> {
    for (const { policy, rule, port, path, place } of everyPort(examined)) {
      if (!isForReplies(port) || !isBack(policy, rule)) continue;
      const way = rule.direction === 'ingress' ? 'coming back in' : 'going back out';
      yield {
        about: aboutPolicy(policy),
        path,
        message: `${place} opens ${rangeOf(port)} ${port.protocol}, and replies ${way} need no rule`,
        facts: [`opens every one of these ports for new connections ${WHOSE[rule.direction]}`],
      };
    }
  },
};

const WHOSE: Readonly<Record<Direction, string>> = {
  ingress: 'of the peers',
  egress: 'of the pods',
};

/** IANA counts from 49152, Linux from 32768 to 60999, and old advice from 1024. */
const FIRST = [1024, 1025, 32_768, 49_152];
const LAST = [60_999, 61_000, 65_535];

function isForReplies(port: PortMatch): boolean {
  return port.kind === 'range' && FIRST.includes(port.first) && LAST.includes(port.last);
}

function rangeOf(port: PortMatch): string {
  return port.kind === 'range' ? `${port.first}-${port.last}` : port.name;
}

/** Whether a rule speaks of the same other end as one of the other direction, or of everyone. */
function isBack({ rules, isolates }: Policy, { direction, peers }: Rule): boolean {
  if (peers.length === 0) return true;
  const other: Direction = direction === 'ingress' ? 'egress' : 'ingress';
  if (!isolates.includes(other)) return false;
  const facing = rules[other].filter((rule) =>
    rule.peers.some((peer) => peers.some((own) => isSame(own, peer))),
  );
  return facing.length > 0 && !facing.some(({ ports }) => ports.some(isForReplies));
}

function isSame(one: Peer, other: Peer): boolean {
  if (one.kind === 'block' || other.kind === 'block') {
    if (one.kind !== other.kind || one.kind === 'pods' || other.kind === 'pods') return false;
    return coversAddresses(one.addresses, other.addresses);
  }
  return (
    JSON.stringify([one.namespaces, one.pods]) === JSON.stringify([other.namespaces, other.pods])
  );
}
