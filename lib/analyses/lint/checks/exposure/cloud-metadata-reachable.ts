import {
  type AddressSet,
  addressesIn,
  coversAddresses,
  intersectAddresses,
  noAddresses,
} from '../../../../kernel';
import { METADATA_CIDRS } from '../../../../platform';
import { aboutPolicy, type Check, type Examined, type Found } from '../../check';
import { egress } from '../../examples';
import { REFERENCES } from '../../references';
import { credentialLines, credentialsAmong } from '../../views/credentials';
import { listWorkloads } from '../../views/lists';
import { anyIpIn, outsideRules } from '../../views/outside';
import { ruleName, rulePath } from '../../views/rule-place';
import { subjectsOf } from '../../views/subjects';

/** Finds blocks that hold cloud metadata without meaning it. */
export const cloudMetadataReachable: Check = {
  id: 'NP111',
  name: 'cloud-metadata-reachable',
  severity: 'error',
  summary:
    'Pods that are isolated for egress reach cloud credentials through a block that is wider than it looks.',
  why: 'The policy lists what its pods may reach, and nobody would put the credentials of the node on that list. The block of link-local addresses, opened for a name server, holds them.',
  how: 'A rule going out has blocks which hold addresses of cloud credentials and others, and are not the whole internet, on a port that serves them: TCP 80 where nothing else is documented. Without a cloud in the profile only link-local addresses count. A block that is nothing but such an address means it, and is not reported.',
  help: 'name the address that is meant, and its port: for DNS TCP and UDP 53',
  acknowledge: 'The pods are to reach the metadata service.',
  references: [REFERENCES.networkPolicies, REFERENCES.hardening],
  examples: {
    avoid: {
      yaml: egress('worker')`
    - to: [{ ipBlock: { cidr: 169.254.0.0/16 } }]
`,
      typescript: `
new NetworkPolicy(shop, 'worker', {
  select: pods({ app: 'worker' }),
  egress: [to(ipBlock('169.254.0.0/16')).on(allPorts())],
});
`,
    },
    prefer: {
      yaml: egress('worker')`
    - to: [{ ipBlock: { cidr: 169.254.20.10/32 } }]
      ports: [{ protocol: UDP, port: 53 }, { protocol: TCP, port: 53 }]
`,
      typescript: `
new NetworkPolicy(shop, 'worker', {
  select: pods({ app: 'worker' }),
  egress: [to(ipBlock('169.254.20.10/32')).on(udp(53), tcp(53))],
});
`,
    },
  },
  *find(examined: Examined): Iterable<Found> {
    for (const { policy, rule, addresses, ports, blocks } of outsideRules(examined).egress) {
      if (anyIpIn(addresses).length > 0) continue;
      const wide = blocks
        .map(({ block }) => block.addresses)
        .filter((block) => !coversAddresses(METADATA, block));
      const reached = credentialsAmong(examined.profile, addresses, ports).filter(
        (each) =>
          wide.some((block) => meets(each.addresses, block)) &&
          (examined.profile.cloud !== undefined || meets(each.addresses, LINK_LOCAL)),
      );
      if (reached.length === 0) continue;
      const subjects = subjectsOf(examined, policy);
      const who = subjects.length === 0 ? 'its pods' : listWorkloads(subjects);
      yield {
        about: aboutPolicy(policy),
        path: rulePath(rule),
        message: `${ruleName({ policy, rule })} lets ${who} reach cloud credentials`,
        facts: credentialLines(reached).map((line) => `reaches ${line}`),
      };
    }
  },
};

const METADATA = addressesIn(...METADATA_CIDRS);
const LINK_LOCAL = addressesIn('169.254.0.0/16');

function meets(one: AddressSet, other: AddressSet): boolean {
  return !noAddresses(intersectAddresses(one, other));
}
