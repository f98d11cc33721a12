import { parseCidr, selectsEverything } from '../../../../kernel';
import type { Peer, Policy, Rule } from '../../../../model';
import { aboutPolicy, type Check, type Examined, type Found } from '../../check';
import { everyRule } from '../../every-rule';
import { EVERYTHING, egress } from '../../examples';
import { REFERENCES } from '../../references';
import { asksForLabels } from '../../views/destinations';
import { onlyNumber } from '../../views/port-entries';
import { ruleName, rulePath } from '../../views/rule-place';
import { subjectsOf } from '../../views/subjects';

const DNS = 53;

/** Finds rules for DNS that lead to more than name servers. */
export const dnsRuleTooBroad: Check = {
  id: 'NP605',
  name: 'dns-rule-too-broad',
  severity: 'warning',
  summary: 'A rule for DNS opens port 53 to everywhere, or to every pod of every namespace.',
  why: 'A pod that may send anything to port 53 of any address needs no other way out: whoever takes it over runs a server on that port and carries the data there.',
  how: 'A rule for egress has entries for port 53 and no other, and names no peers, or a block of all addresses: a warning. It is an info where the peer is every pod of every namespace, because that stays inside. Not reported where the same pods may go everywhere at every port, nor for pods that answer on port 53 themselves.',
  help: 'name the name servers: the namespace `kube-system` and the label `k8s-app: kube-dns` in one peer',
  acknowledge: 'When the name servers are outside and their addresses change.',
  references: [REFERENCES.dns, REFERENCES.hardening],
  examples: {
    avoid: {
      yaml: egress('dns', EVERYTHING)`
    - ports: [{ protocol: UDP, port: 53 }, { protocol: TCP, port: 53 }]
`,
      typescript: `
new NetworkPolicy(shop, 'dns', {
  select: allPods(),
  egress: [to(anywhere()).on(udp(53), tcp(53))],
});
`,
    },
    prefer: {
      yaml: egress('dns', EVERYTHING)`
    - to:
        - namespaceSelector: { matchLabels: { kubernetes.io/metadata.name: kube-system } }
          podSelector: { matchLabels: { k8s-app: kube-dns } }
      ports: [{ protocol: UDP, port: 53 }, { protocol: TCP, port: 53 }]
`,
      typescript: `
new AllowDns(shop, 'dns');
`,
    },
  },
  *find(examined: Examined): Iterable<Found> {
    for (const { policy, rule } of everyRule(examined)) {
      const width = isAboutDns(policy, rule) ? widthOf(rule) : undefined;
      if (width === undefined || mayGoAnywhere(policy)) continue;
      if (areNameServers(examined, policy)) continue;
      const where = rule.peers.length === 0 ? [] : ['to', width.peer];
      yield {
        about: aboutPolicy(policy),
        path: rulePath(rule, ...where),
        message: `${ruleName({ policy, rule })} opens port ${DNS} to ${width.words}`,
        severity: width.severity,
      };
    }
  },
};

function isAboutDns({ isolates }: Policy, { direction, ports }: Rule): boolean {
  const isCounted = direction === 'egress' && isolates.includes('egress');
  return isCounted && ports.length > 0 && ports.every((port) => onlyNumber(port) === DNS);
}

interface Width {
  readonly severity: 'warning' | 'info';
  readonly words: string;
  /** Position of the peer that is so wide. */
  readonly peer: number;
}

function widthOf({ peers }: Rule): Width | undefined {
  if (peers.length === 0) return { severity: 'warning', words: 'everywhere', peer: 0 };
  const widths = peers.flatMap((peer, index) => widthOfPeer(peer, index) ?? []);
  return widths.find(({ severity }) => severity === 'warning') ?? widths[0];
}

function widthOfPeer(peer: Peer, index: number): Width | undefined {
  if (peer.kind === 'block') {
    if (parseCidr(peer.cidr)?.cidr.prefix !== 0) return undefined;
    const except = peer.except.length === 0 ? '' : ', but for its exceptions';
    return { severity: 'warning', words: `${peer.cidr}${except}`, peer: index };
  }
  const isEverywhere = peer.namespaces !== undefined && selectsEverything(peer.namespaces);
  if (!isEverywhere || asksForLabels(peer.pods)) return undefined;
  return { severity: 'info', words: 'every pod of every namespace', peer: index };
}

function mayGoAnywhere({ rules }: Policy): boolean {
  return rules.egress.some(({ peers, ports }) => peers.length === 0 && ports.length === 0);
}

/** A name server asks others, wherever these are. */
function areNameServers(examined: Examined, policy: Policy): boolean {
  return subjectsOf(examined, policy).some(({ pod }) => pod.ports.some(({ port }) => port === DNS));
}
