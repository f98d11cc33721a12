import { isJsonObject, type Json, type Protocol } from '../../../../kernel';
import type { Policy, Rule } from '../../../../model';
import type { Fix } from '../../../../results';
import { aboutPolicy, type Check, type Examined, type Found } from '../../check';
import { everyRuleThatCounts } from '../../every-rule';
import { EVERYTHING, egress } from '../../examples';
import { inAnyOrder } from '../../fingerprint';
import { REFERENCES } from '../../references';
import { covers } from '../../views/covering-rules';
import { onlyNumber, opensPort } from '../../views/port-entries';
import { ruleName, rulePath } from '../../views/rule-place';

const DNS = 53;

/** Finds rules that let pods ask for names over one of the two protocols. */
export const dnsOverUdpOnly: Check = {
  id: 'NP604',
  name: 'dns-over-udp-only',
  severity: 'warning',
  summary: 'A rule opens port 53 over one protocol, and DNS needs two.',
  why: 'Names resolve for months. Then an answer grows beyond what fits in one UDP packet, the resolver asks again over TCP as it must, and that one name fails.',
  how: 'A rule that counts has an entry for port 53 over UDP and opens it over TCP nowhere, or the other way round, and no rule that counts for all of the same pods and peers opens the missing one.',
  help: 'open port 53 over UDP and over TCP in the same rule',
  acknowledge: 'When what listens there is no name server.',
  references: [REFERENCES.dnsOverTcp, REFERENCES.dns],
  examples: {
    avoid: {
      yaml: egress('dns', EVERYTHING)`
    - to:
        - namespaceSelector: { matchLabels: { kubernetes.io/metadata.name: kube-system } }
          podSelector: { matchLabels: { k8s-app: kube-dns } }
      ports: [{ protocol: UDP, port: 53 }]
`,
      typescript: `
new NetworkPolicy(shop, 'dns', {
  select: allPods(),
  egress: [to(pods({ 'k8s-app': 'kube-dns' }).in(namespace('kube-system'))).on(udp(53))],
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
    for (const { policy, rule, written } of everyRuleThatCounts(examined)) {
      const only = onlyProtocol(rule);
      if (only === undefined) continue;
      const missing = only === 'UDP' ? 'TCP' : 'UDP';
      if (isOpenElsewhere(examined, policy, rule, missing)) continue;
      const fix = rule.peers.length === 0 ? undefined : fixOf(rule, written, missing);
      yield {
        about: aboutPolicy(policy),
        path: rulePath(rule, 'ports'),
        message: `${ruleName({ policy, rule })} opens port ${DNS} over ${only} and not over ${missing}`,
        help: `open ${DNS}/${missing} in the same rule`,
        key: inAnyOrder(written),
        ...(fix !== undefined && { fix }),
      };
    }
  },
};

/** The one protocol over which a rule opens DNS with an entry of its own. */
function onlyProtocol(rule: Rule): 'TCP' | 'UDP' | undefined {
  const said = (protocol: Protocol) =>
    rule.ports.some((port) => port.protocol === protocol && onlyNumber(port) === DNS);
  if (said('UDP') && !opensPort(rule, 'TCP', DNS)) return 'UDP';
  return said('TCP') && !opensPort(rule, 'UDP', DNS) ? 'TCP' : undefined;
}

function isOpenElsewhere(
  { cluster }: Examined,
  policy: Policy,
  rule: Rule,
  protocol: Protocol,
): boolean {
  return cluster.policies.some((other) =>
    other.rules[rule.direction].some(
      (each) =>
        opensPort(each, protocol, DNS) && covers({ policy: other, rule: each }, { policy, rule }),
    ),
  );
}

/** Whoever may ask over one protocol may ask over the other: nothing else opens. */
function fixOf(
  { direction, index }: Rule,
  written: Json | undefined,
  missing: Protocol,
): Fix | undefined {
  const ports = isJsonObject(written) ? written['ports'] : undefined;
  if (!Array.isArray(ports)) return undefined;
  return {
    title: `add ${missing} ${DNS}`,
    edits: [
      {
        path: ['spec', direction, index, 'ports', ports.length],
        set: { protocol: missing, port: DNS },
      },
    ],
    opens: { [missing]: [[DNS, DNS]] },
  };
}
