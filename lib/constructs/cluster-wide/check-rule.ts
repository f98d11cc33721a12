import type { Direction } from '../../kernel/direction';
import { CLUSTER_POLICY_LIMITS, type ClusterChannel } from '../../platform';
import { decline } from '../composite-refusals';
import { PLACED } from './check-props';
import { ruleSpec } from './rule-spec';
import type { ClusterRule } from './rules';

/** What the CRD refuses of a rule that is one. @throws {InvalidInputError} naming it */
export function checkRule(rule: ClusterRule<Direction>, channel: ClusterChannel): void {
  const { matched, direction } = rule;
  const isFar = matched.kind !== 'rule';
  if (isFar && channel === 'standard') {
    const ends = matched.kind === 'nodes-rule' ? 'nodes' : 'domain names';
    const message = `the standard channel of the CRD knows no ${ends}`;
    const help = "give `channel: 'experimental'` where that CRD is installed";
    decline({ code: 'constructs/illegal-cluster-policy', message, help });
  }
  if (!isFar) checkPeers(direction, matched.peers, matched.ports);
  checkCounts(rule);
}

type Peers = Extract<ClusterRule<Direction>['matched'], { readonly kind: 'rule' }>;

function checkPeers(direction: Direction, peers: Peers['peers'], ports: Peers['ports']): void {
  const listed = peers === 'any' ? [] : peers;
  const homeless = listed.find(({ kind }) => kind !== 'addresses' && !PLACED.includes(kind));
  if (homeless !== undefined) {
    const message = `${homeless.kind === 'pods' ? 'pods(...)' : 'sameNamespace()'} says no namespaces`;
    decline({ code: 'constructs/no-own-namespace', message });
  }
  const reachesAddresses = peers === 'any' || listed.some(({ kind }) => kind === 'addresses');
  if (direction === 'ingress' && reachesAddresses) {
    decline({
      code: 'constructs/illegal-cluster-policy',
      message: 'an ingress peer is one of namespaces and pods: networks are peers of egress only',
      help: 'write allNamespaces() for every pod; who comes from outside, NetworkPolicies say',
    });
  }
  const named = ports !== 'all' && ports.some(({ port }) => typeof port === 'string');
  if (reachesAddresses && named) {
    decline({
      code: 'constructs/illegal-cluster-policy',
      message:
        'networks/nodes/domainNames peer cannot be set with namedPorts since there are no namedPorts for networks/nodes/domainNames',
      help: 'write the number of the port',
    });
  }
}

function checkCounts(rule: ClusterRule<Direction>): void {
  const { from, to, protocols = [] } = ruleSpec(rule);
  const { peersPerRule, protocolsPerRule } = CLUSTER_POLICY_LIMITS;
  const counts = [
    { what: 'peers', count: (from ?? to ?? []).length, most: peersPerRule },
    { what: 'ports', count: protocols.length, most: protocolsPerRule },
  ];
  for (const { what, count, most } of counts) {
    if (count <= most) continue;
    const message = `a rule of \`${rule.direction}\` has ${count} ${what}: must have at most ${most} items`;
    decline({ code: 'constructs/illegal-cluster-policy', message, help: 'write several rules' });
  }
}
