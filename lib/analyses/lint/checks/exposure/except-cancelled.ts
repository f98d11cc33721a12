import type { Severity } from '../../../../kernel';
import { aboutPolicy, type Check, type Examined, type Found } from '../../check';
import { REFERENCES } from '../../references';
import { credentialLines } from '../../views/credentials';
import { type Exception, exceptions } from '../../views/exceptions';
import { type OutsideRule, outsideRules } from '../../views/outside';
import { type Reopened, reopened } from '../../views/reopened';
import { ruleName, rulePlace } from '../../views/rule-place';
import { sharedPods } from '../../views/same-pods';

/** Finds exceptions of blocks that another rule opens again. */
export const exceptCancelled: Check = {
  id: 'NP102',
  name: 'except-cancelled',
  severity: 'error',
  summary: 'Another rule for the same pods opens what a block leaves out.',
  why: 'An `except` denies nothing: it only keeps its own block from allowing. A second rule with a wider block, or without `to`, lets the pods reach the cloud credentials that the first one seems to keep from them.',
  how: 'For each range of an `except`, another rule of any policy on the same pods opens part of it: cloud credentials, on a port that serves them, or else the whole range and more, on a port of the same block. A rule that names an address inside the range means it, and is not reported, unless what it names is cloud credentials on more than their port. It is a warning where no credentials are concerned, or only some of the pods are the same.',
  help: 'give the other rule peers, or leave the range out there as well',
  acknowledge: 'The other rule is meant to reach the range, and the exception is only tidy.',
  references: [REFERENCES.networkPolicies],
  examples: {
    avoid: {
      yaml: `
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: internet, namespace: shop }
spec:
  podSelector: { matchLabels: { app: worker } }
  policyTypes: [Egress]
  egress:
    - to: [{ ipBlock: { cidr: 0.0.0.0/0, except: [169.254.0.0/16, 168.63.129.16/32, 100.100.100.200/32] } }]
      ports: [{ protocol: TCP, port: 443 }]
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: plain-http, namespace: shop }
spec:
  podSelector: { matchLabels: { app: worker } }
  policyTypes: [Egress]
  egress:
    - ports: [{ protocol: TCP, port: 80 }]
`,
      typescript: `
new AllowInternet(shop, 'internet', { from: pods({ app: 'worker' }), on: [tcp(443)] });
new NetworkPolicy(shop, 'plain-http', {
  select: pods({ app: 'worker' }),
  egress: [to(anywhere()).on(tcp(80))],
});
`,
    },
    prefer: {
      yaml: `
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: internet, namespace: shop }
spec:
  podSelector: { matchLabels: { app: worker } }
  policyTypes: [Egress]
  egress:
    - to: [{ ipBlock: { cidr: 0.0.0.0/0, except: [169.254.0.0/16, 168.63.129.16/32, 100.100.100.200/32] } }]
      ports: [{ protocol: TCP, port: 443 }, { protocol: TCP, port: 80 }]
`,
      typescript: `
new AllowInternet(shop, 'internet', { from: pods({ app: 'worker' }), on: [tcp(443), tcp(80)] });
`,
    },
  },
  *find(examined: Examined): Iterable<Found> {
    for (const exception of exceptions(examined)) {
      const [worst, ...others] = cancelling(examined, exception).sort(
        (a, b) => ORDER.indexOf(a.severity) - ORDER.indexOf(b.severity),
      );
      if (worst === undefined) continue;
      const { rule, cidr, path, peer } = exception;
      const { policy } = rule;
      const what =
        worst.opens.kind === 'whole' ? 'opens it again' : 'reaches cloud credentials in it';
      yield {
        about: aboutPolicy(policy),
        path,
        message: `${policy.namespace}/${policy.name} ${peer} leaves out ${cidr}, and ${ruleName(worst.rule)} ${what}`,
        severity: worst.severity,
        facts: 'credentials' in worst.opens ? credentialLines(worst.opens.credentials) : [],
        related: [worst, ...others].map((each) => rulePlace(each.rule, 'opens it')),
        key: `${exception.block} except ${cidr}`,
      };
    }
  },
};

const ORDER: readonly Severity[] = ['error', 'warning', 'info'];

interface Cancelling {
  readonly rule: OutsideRule;
  readonly opens: Reopened;
  readonly severity: Severity;
}

function cancelling(examined: Examined, exception: Exception): Cancelling[] {
  const { rule: own, addresses } = exception;
  const { ports, policy, rule } = own;
  return outsideRules(examined)[rule.direction].flatMap((other): readonly Cancelling[] => {
    if (other.rule === rule || other.policy.namespace !== policy.namespace) return [];
    const opens = reopened(examined.profile, { addresses, ports }, other);
    if (opens.kind === 'nothing' || opens.kind === 'part') return [];
    const shared = sharedPods(examined, policy, other.policy);
    if (shared === 'none-known') return [];
    const isCertain = opens.kind === 'credentials' && shared === 'all';
    return [{ rule: other, opens, severity: isCertain ? 'error' : 'warning' }];
  });
}
