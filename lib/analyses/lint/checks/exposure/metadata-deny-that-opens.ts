import {
  addressesIn,
  coversAddresses,
  formatPorts,
  noPorts,
  subtractPorts,
} from '../../../../kernel';
import type { Policy } from '../../../../model';
import { METADATA_CIDRS } from '../../../../platform';
import { aboutPolicy, type Check, type Examined, type Found } from '../../check';
import { EVERYTHING, egress } from '../../examples';
import { REFERENCES } from '../../references';
import { leavesCredentialsOut } from '../../views/credentials';
import { listNames } from '../../views/lists';
import { anyIpIn, type OutsideRule, outsideRules } from '../../views/outside';
import { ruleName, rulePath } from '../../views/rule-place';
import { sharedPods } from '../../views/same-pods';
import { saidByName } from '../../views/words';

/** Finds policies that are to block cloud metadata and open everything else. */
export const metadataDenyThatOpens: Check = {
  id: 'NP101',
  name: 'metadata-deny-that-opens',
  severity: 'error',
  summary:
    'A policy that is to block cloud metadata opens every other address to pods that others keep in.',
  why: 'The policy reads like a ban and is a permission: every address but the metadata service, on every port. Beside a strict list of what pods may reach it adds the whole internet to that list.',
  how: 'A block holds every address and leaves out nothing but metadata and link-local addresses; other policies isolate the same pods for egress, and none of them lets as much out. It is an error where the name of the policy says that it blocks something, and else a warning where it does not say that it allows something either, the rule has no ports, and the others name peers on ports other than that of DNS.',
  help: 'remove the policy: pods that are isolated for egress reach no metadata unless a rule opens it',
  acknowledge: 'The pods are to reach the whole internet, and the name is only an old one.',
  references: [REFERENCES.networkPolicies, REFERENCES.hardening],
  examples: {
    given: egress('worker')`
    - to: [{ podSelector: { matchLabels: { app: database } } }]
      ports: [{ protocol: TCP, port: 5432 }]
`,
    avoid: {
      yaml: egress('block-metadata', EVERYTHING)`
    - to: [{ ipBlock: { cidr: 0.0.0.0/0, except: [169.254.169.254/32] } }]
`,
      typescript: `
new NetworkPolicy(shop, 'block-metadata', {
  select: allPods(),
  egress: [to(ipBlock('0.0.0.0/0', { except: ['169.254.169.254/32'] })).on(allPorts())],
});
`,
    },
    prefer: {
      yaml: `
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: block-metadata, namespace: shop }
spec:
  podSelector: {}
  policyTypes: [Egress]
`,
      typescript: `
new BlockCloudMetadata(shop, 'block-metadata');
`,
    },
  },
  *find(examined: Examined): Iterable<Found> {
    const { egress } = outsideRules(examined);
    for (const outside of egress) {
      if (!leavesOutOnlyMetadata(outside)) continue;
      const { policy, rule, ports } = outside;
      const others = examined.cluster.policies.filter(
        (other) => other !== policy && isolatesSame(examined, policy, other),
      );
      const isOpen = egress.some(
        (other) => others.includes(other.policy) && opensAsMuch(other, outside),
      );
      const reads = readsLike(outside);
      const isMeant = reads === 'permission' || (reads === 'anything' && !others.some(namesPeers));
      if (others.length === 0 || isOpen || isMeant) continue;
      const names = listNames(others.map(({ namespace, name }) => `${namespace}/${name}`));
      yield {
        about: aboutPolicy(policy),
        path: rulePath(rule),
        message: `${ruleName(outside)} blocks nothing: it adds every address but those of metadata to what ${names} let${others.length === 1 ? 's' : ''} out`,
        severity: reads === 'ban' ? 'error' : 'warning',
        facts: [
          `opens every other address on ${rule.ports.length === 0 ? 'every port' : formatPorts(ports)}, private networks among them`,
        ],
        related: others.map(({ namespace, name, origin }) => ({
          message: `${namespace}/${name} isolates the same pods for egress`,
          source: origin.at([]),
        })),
      };
    }
  },
};

function opensAsMuch({ addresses, ports }: OutsideRule, outside: OutsideRule): boolean {
  return anyIpIn(addresses).length > 0 && noPorts(subtractPorts(outside.ports, ports));
}

/** What the name of the policy, and the ports of the rule, say that it is. */
function readsLike({ policy, rule }: OutsideRule): 'ban' | 'permission' | 'anything' {
  const { denies, allows } = saidByName(policy);
  if (allows) return 'permission';
  if (denies || BANNING.test(policy.name)) return 'ban';
  return rule.ports.length > 0 ? 'permission' : 'anything';
}

const BANNING = /(^|[^a-z])(no|prevent|protect|ban|stop|without|disallow|forbid)([^a-z]|$)/i;

const LOCAL = addressesIn('169.254.0.0/16', 'fe80::/10', '64:ff9b::/96', ...METADATA_CIDRS);

function leavesOutOnlyMetadata(outside: OutsideRule): boolean {
  const { blocks, addresses } = outside;
  if (anyIpIn(addresses).length === 0 || !leavesCredentialsOut(outside)) return false;
  return blocks.every(({ block }) =>
    block.except.every((cidr) => coversAddresses(LOCAL, addressesIn(cidr))),
  );
}

function isolatesSame(examined: Examined, policy: Policy, other: Policy): boolean {
  if (!other.isolates.includes('egress') || other.namespace !== policy.namespace) return false;
  return [sharedPods(examined, policy, other), sharedPods(examined, other, policy)].some(
    (shared) => shared !== 'none-known',
  );
}

const DNS = 53;

/** Whether a policy says whom its pods may reach, beside name servers. */
function namesPeers({ rules }: Policy): boolean {
  return rules.egress.some(
    ({ peers, ports }) =>
      peers.length > 0 &&
      !(ports.length > 0 && ports.every((port) => port.kind === 'range' && port.last === DNS)),
  );
}
