import { groupBy, type Severity } from '../../../../kernel';
import { aboutPolicy, type Check, type Examined, type Found } from '../../check';
import { app, egress, together } from '../../examples';
import { REFERENCES } from '../../references';
import { type Credentials, credentialLines } from '../../views/credentials';
import { type Exception, exceptions } from '../../views/exceptions';
import { listNames } from '../../views/lists';
import { type OutsideRule, outsideRules } from '../../views/outside';
import { reopened } from '../../views/reopened';
import { ruleName, rulePlace } from '../../views/rule-place';
import { sharedPods } from '../../views/same-pods';

/** Finds exceptions of blocks that another rule opens again. */
export const exceptCancelled: Check = {
  id: 'NP102',
  name: 'except-cancelled',
  severity: 'error',
  summary: 'Another rule for the same pods opens what a block leaves out.',
  why: 'An `except` denies nothing: it only keeps its own block from allowing. A second rule with a wider block, or without `to`, lets the pods reach the cloud credentials that the first one seems to keep from them.',
  how: 'For some range of an `except`, another rule of any policy on the same pods opens part of it: cloud credentials, on a port that serves them, or else the whole range and more, on a port of the same block. A rule that names an address inside the range means it, and is not reported, unless what it names is cloud credentials on more than their port. It is a warning where no credentials are concerned, or only some of the pods are the same.',
  help: 'give the other rule peers, or leave the range out there as well',
  acknowledge: 'The other rule is meant to reach the range, and the exception is only tidy.',
  references: [REFERENCES.networkPolicies],
  examples: {
    avoid: {
      yaml: together(
        egress('internet', app('worker'))`
    - to: [{ ipBlock: { cidr: 0.0.0.0/0, except: [169.254.0.0/16, 168.63.129.16/32, 100.100.100.200/32] } }]
      ports: [{ protocol: TCP, port: 443 }]
`,
        egress('plain-http', app('worker'))`
    - ports: [{ protocol: TCP, port: 80 }]
`,
      ),
      typescript: `
new AllowInternet(shop, 'internet', { from: pods({ app: 'worker' }), on: [tcp(443)] });
new NetworkPolicy(shop, 'plain-http', {
  select: pods({ app: 'worker' }),
  egress: [to(anywhere()).on(tcp(80))],
});
`,
    },
    prefer: {
      yaml: egress('internet', app('worker'))`
    - to: [{ ipBlock: { cidr: 0.0.0.0/0, except: [169.254.0.0/16, 168.63.129.16/32, 100.100.100.200/32] } }]
      ports: [{ protocol: TCP, port: 443 }, { protocol: TCP, port: 80 }]
`,
      typescript: `
new AllowInternet(shop, 'internet', { from: pods({ app: 'worker' }), on: [tcp(443), tcp(80)] });
`,
    },
  },
  *find(examined: Examined): Iterable<Found> {
    for (const block of blocksWithExceptions(examined)) {
      const all = block.flatMap((exception) => cancelling(examined, exception));
      const [worst] = all.sort((a, b) => ORDER.indexOf(a.severity) - ORDER.indexOf(b.severity));
      if (worst === undefined) continue;
      const { rule, path, peer, block: cidr } = worst.exception;
      const { policy } = rule;
      const same = all.filter((each) => each.rule === worst.rule && each.kind === worst.kind);
      const ranges = same.map(({ exception }) => exception.cidr);
      const rules = [...new Set(all.map((each) => each.rule))];
      yield {
        about: aboutPolicy(policy),
        path: same.length === 1 ? path : path.slice(0, -1),
        message: `${policy.namespace}/${policy.name} ${peer} leaves out ${listNames(ranges)}, and ${ruleName(worst.rule)} ${SAYS[worst.kind]}`,
        severity: worst.severity,
        facts: credentialLines(same.flatMap(({ credentials }) => credentials)),
        related: rules.map((each) => rulePlace(each, 'opens it')),
        key: `${cidr} except ${[...ranges].sort().join()}`,
      };
    }
  },
};

const ORDER: readonly Severity[] = ['error', 'warning', 'info'];

/** The exceptions of each block: one rule mostly cancels several of them. */
function blocksWithExceptions(examined: Examined): Iterable<readonly Exception[]> {
  const byRule = groupBy(exceptions(examined), ({ rule }) => rule);
  return [...byRule.values()].flatMap((all) => [...groupBy(all, ({ place }) => place).values()]);
}

interface Cancelling {
  readonly exception: Exception;
  readonly rule: OutsideRule;
  readonly kind: keyof typeof SAYS;
  readonly credentials: readonly Credentials[];
  readonly severity: Severity;
}

const SAYS = {
  credentials: 'reaches cloud credentials in it',
  'named-credentials': 'names cloud credentials in it',
  whole: 'opens it again',
} as const;

function cancelling(examined: Examined, exception: Exception): readonly Cancelling[] {
  const { rule: own, addresses } = exception;
  const { ports, policy, rule } = own;
  return outsideRules(examined)[rule.direction].flatMap((other): readonly Cancelling[] => {
    if (other.rule === rule || other.policy.namespace !== policy.namespace) return [];
    const opens = reopened(examined.profile, { addresses, ports }, other);
    if (opens.kind === 'nothing' || opens.kind === 'part') return [];
    const shared = sharedPods(examined, policy, other.policy);
    if (shared === 'none-known') return [];
    const isCertain = opens.kind === 'credentials' && shared === 'all';
    return [
      {
        exception,
        rule: other,
        kind: opens.kind,
        credentials: opens.kind === 'whole' ? [] : opens.credentials,
        severity: isCertain ? 'error' : 'warning',
      },
    ];
  });
}
