import {
  addressesIn,
  formatCidr,
  intersectAddresses,
  NO_ADDRESSES,
  noAddresses,
  toCidrs,
  unionAddresses,
} from '../../../../kernel';
import { aboutPolicy, type Check, type Examined, type Found } from '../../check';
import { egress } from '../../examples';
import { REFERENCES } from '../../references';
import {
  type Credentials,
  credentialLines,
  credentialsAmong,
  leavesCredentialsOut,
} from '../../views/credentials';
import { listNames } from '../../views/lists';
import { anyIpIn, outsideRules } from '../../views/outside';
import { ruleName, rulePath } from '../../views/rule-place';

/** Finds rules that leave out some addresses of cloud metadata, and not all. */
export const exceptMissesCredentials: Check = {
  id: 'NP105',
  name: 'except-misses-credentials',
  severity: 'warning',
  summary: 'A rule leaves out one address of cloud credentials, and lets pods reach others.',
  why: 'Clouds hand out credentials at more than 169.254.169.254: the Pod Identity agent, WireServer and the same services over IPv6 answer elsewhere. An attacker asks the one that was forgotten.',
  how: 'Blocks of a rule hold every address of the internet, leave out some metadata address, and still hold another one of the cloud of the profile, on a port that serves it. Without a cloud in the profile it is a remark, and only about link-local and IPv6 addresses.',
  help: 'leave out 169.254.0.0/16 and what is listed here, and open the addresses of DNS in a rule of their own',
  acknowledge:
    'The addresses belong to a cloud that the cluster does not run in: say so with a profile.',
  references: [REFERENCES.networkPolicies],
  examples: {
    profile: 'eks',
    avoid: {
      yaml: egress('worker')`
    - to: [{ ipBlock: { cidr: 0.0.0.0/0, except: [169.254.169.254/32] } }]
      ports: [{ protocol: TCP, port: 80 }]
`,
      typescript: `
new NetworkPolicy(shop, 'worker', {
  select: pods({ app: 'worker' }),
  egress: [to(ipBlock('0.0.0.0/0', { except: ['169.254.169.254/32'] })).on(tcp(80))],
});
`,
    },
    prefer: {
      yaml: egress('worker')`
    - to: [{ ipBlock: { cidr: 0.0.0.0/0, except: [10.0.0.0/8, 169.254.0.0/16, 168.63.129.16/32, 100.64.0.0/10] } }]
      ports: [{ protocol: TCP, port: 80 }]
`,
      typescript: `
new AllowInternet(shop, 'worker', { from: pods({ app: 'worker' }), on: [tcp(80)] });
`,
    },
  },
  *find(examined: Examined): Iterable<Found> {
    const { cloud } = examined.profile;
    for (const outside of outsideRules(examined).egress) {
      const { policy, rule, addresses, ports } = outside;
      if (anyIpIn(addresses).length === 0 || !leavesCredentialsOut(outside)) continue;
      const all = credentialsAmong(examined.profile, addresses, ports);
      const missed = cloud === undefined ? all.filter(isAnywhere) : all;
      if (missed.length === 0) continue;
      yield {
        about: aboutPolicy(policy),
        path: rulePath(rule),
        message: `${ruleName(outside)} leaves out some addresses of cloud credentials, and not ${listNames(cidrsOf(missed))}`,
        severity: cloud === undefined ? 'info' : 'warning',
        facts: credentialLines(missed).map((line) => `reaches ${line}`),
      };
    }
  },
};

function cidrsOf(all: readonly Credentials[]): readonly string[] {
  const together = all.map(({ addresses }) => addresses).reduce(unionAddresses, NO_ADDRESSES);
  return toCidrs(together).map(formatCidr);
}

const LINK_LOCAL = addressesIn('169.254.0.0/16', '::/0');

/** Addresses that mean the same in more than one cloud, or that a careful block leaves out anyway. */
function isAnywhere({ addresses }: Credentials): boolean {
  return !noAddresses(intersectAddresses(addresses, LINK_LOCAL));
}
