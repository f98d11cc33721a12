import { addressesIn, coversAddresses, formatPorts } from '../../../../kernel';
import type { Rule } from '../../../../model';
import { aboutPolicy, type Check, type Examined, type Found } from '../../check';
import { egress } from '../../examples';
import { REFERENCES } from '../../references';
import { credentialLines, credentialsAmong, leavesCredentialsOut } from '../../views/credentials';
import { anyIpIn, outsideRules } from '../../views/outside';
import { ruleName, rulePath } from '../../views/rule-place';

/** Finds rules that let pods reach any address, cloud credentials among them. */
export const wideOpenEgress: Check = {
  id: 'NP104',
  name: 'wide-open-egress',
  severity: 'warning',
  summary: 'A rule lets pods reach every address, also those that hand out cloud credentials.',
  why: 'Whoever takes over such a pod asks the metadata service for the credentials of the node, and leaves with them over the same rule.',
  how: 'A rule going out has no peers, or blocks that together hold every address of the internet, and it leaves none of the metadata addresses of the cloud out, on a port that serves them: TCP 80 where nothing else is documented. A rule on TCP 443 alone is not reported. A rule without peers and ports is a remark only: whoever writes it means everything.',
  help: 'name the peers in `to`, or leave private and metadata addresses out of the block and name the ports',
  acknowledge:
    'The pods are to reach any address, and nothing hands out credentials where the cluster runs.',
  references: [REFERENCES.networkPolicies, REFERENCES.hardening, REFERENCES.pci],
  examples: {
    avoid: {
      yaml: egress('worker')`
    - to: [{ ipBlock: { cidr: 0.0.0.0/0 } }]
`,
      typescript: `
new NetworkPolicy(shop, 'worker', {
  select: pods({ app: 'worker' }),
  egress: [to(anyIp()).on(tcp(80))],
});
`,
    },
    prefer: {
      yaml: egress('worker')`
    - to: [{ ipBlock: { cidr: 203.0.113.0/24 } }]
      ports: [{ protocol: TCP, port: 443 }]
`,
      typescript: `
new AllowInternet(shop, 'worker', { from: pods({ app: 'worker' }), on: [tcp(443)] });
`,
    },
  },
  *find(examined: Examined): Iterable<Found> {
    for (const outside of outsideRules(examined).egress) {
      const { policy, rule, ports, addresses } = outside;
      const credentials = credentialsAmong(examined.profile, addresses, ports);
      const isWide = anyIpIn(addresses).length > 0 && !leavesCredentialsOut(outside);
      if (!isWide || credentials.length === 0) continue;
      const on = rule.ports.length === 0 ? 'every port' : formatPorts(ports);
      const privately = PRIVATE.filter((cidr) => coversAddresses(addresses, addressesIn(cidr)));
      yield {
        about: aboutPolicy(policy),
        path: rulePath(rule),
        ...(isSaidOutLoud(rule) && { severity: 'info' }),
        message: `${ruleName(outside)} lets pods reach any IP on ${on}`,
        facts: [
          ...credentialLines(credentials).map((line) => `reaches ${line}`),
          ...(privately.length === 0
            ? []
            : [
                `reaches ${privately.join(', ')}: private networks, and pods where the plugin compares addresses`,
              ]),
        ],
      };
    }
  },
};

function isSaidOutLoud({ peers, ports }: Rule): boolean {
  return peers.length === 0 && ports.length === 0;
}

const PRIVATE = ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16'];
