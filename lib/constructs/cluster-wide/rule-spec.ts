import { addressesIn, subtractAddresses, toCidrs } from '../../kernel/address-set';
import { formatCidr } from '../../kernel/cidr';
import type { IpBlockSpec, LabelSelectorSpec, PortSpec } from '../../kernel/network-policy';
import { PORT_MAX, PORT_MIN } from '../../kernel/port-set';
import { CLUSTER_POLICY_LIMITS } from '../../platform';
import { allNamespaces, anyIp, type Peer } from '../dsl';
import { namespaceSelectorOf } from '../dsl/namespaces';
import type { ClusterRule, DomainsRule, NodesRule } from './rules';

/** Pods of a ClusterNetworkPolicy: all of some namespaces, or some of them. */
export type ClusterPods =
  | { readonly namespaces: LabelSelectorSpec }
  | {
      readonly pods: {
        readonly namespaceSelector: LabelSelectorSpec;
        readonly podSelector: LabelSelectorSpec;
      };
    };

/** One peer, as it stands in YAML: exactly one field. */
export type ClusterPeer =
  | ClusterPods
  | { readonly networks: readonly string[] }
  | { readonly nodes: LabelSelectorSpec }
  | { readonly domainNames: readonly string[] };

interface DestinationPort {
  readonly destinationPort:
    | { readonly number: number }
    | { readonly range: { readonly start: number; readonly end: number } };
}

/** One protocol, as it stands in YAML: exactly one field, and never an empty one. */
export type ClusterProtocol =
  | { readonly [protocol in 'tcp' | 'udp' | 'sctp']?: DestinationPort }
  | { readonly destinationNamedPort: string };

/** One rule, as it stands in YAML. */
export interface ClusterRuleSpec {
  readonly name?: string;
  readonly action: string;
  readonly from?: readonly ClusterPeer[];
  readonly to?: readonly ClusterPeer[];
  readonly protocols?: readonly ClusterProtocol[];
}

/** A rule as it stands in YAML. Without `protocols` it matches everything, ICMP included. */
export function ruleSpec({
  direction,
  action,
  matched,
  name,
}: ClusterRule<'ingress' | 'egress'>): ClusterRuleSpec {
  return {
    ...(name !== undefined && { name }),
    action,
    [direction === 'ingress' ? 'from' : 'to']: peersOf(matched),
    ...(matched.ports !== 'all' && { protocols: matched.ports.map(protocolOf) }),
  };
}

function peersOf(matched: ClusterRule<'ingress' | 'egress'>['matched']): readonly ClusterPeer[] {
  if (matched.kind !== 'rule') return [farPeer(matched)];
  // A list of peers is required, so what is no condition is said: all pods, and all addresses.
  const peers = matched.peers === 'any' ? [allNamespaces(), anyIp()] : matched.peers;
  return peers.flatMap(peerSpecs);
}

function farPeer(rule: NodesRule | DomainsRule): ClusterPeer {
  return rule.kind === 'nodes-rule' ? { nodes: rule.nodes } : { domainNames: rule.domainNames };
}

/** The peers that one peer becomes; none for pods without a namespace, which are refused before. */
function peerSpecs(peer: Peer): readonly ClusterPeer[] {
  switch (peer.kind) {
    case 'addresses':
      return networks(peer.blocks);
    case 'pods':
    case 'same-namespace':
      return [];
    case 'pods-in':
    case 'namespace':
    case 'namespaces':
    case 'all-namespaces':
      return [podsSpec(peer)];
  }
}

/** Pods of certain namespaces, as a subject or a peer. */
export function podsSpec(
  pods: Exclude<Peer, { readonly kind: 'addresses' | 'pods' | 'same-namespace' }>,
): ClusterPods {
  if (pods.kind !== 'pods-in') return { namespaces: namespaceSelectorOf(pods) };
  return {
    pods: { namespaceSelector: namespaceSelectorOf(pods.place), podSelector: pods.selector },
  };
}

/** Blocks have no exceptions here: what is left of them is written out, a list of at most 25 each. */
function networks(blocks: readonly IpBlockSpec[]): readonly ClusterPeer[] {
  const cidrs = [
    ...new Set(
      blocks.flatMap(({ cidr, except = [] }) =>
        toCidrs(subtractAddresses(addressesIn(cidr), addressesIn(...except))).map(formatCidr),
      ),
    ),
  ];
  const { networksPerPeer: most } = CLUSTER_POLICY_LIMITS;
  return Array.from({ length: Math.ceil(cidrs.length / most) }, (_, index) => ({
    networks: cidrs.slice(index * most, (index + 1) * most),
  }));
}

const FIELDS = { TCP: 'tcp', UDP: 'udp', SCTP: 'sctp' } as const;

/** Every port of a protocol is written as a range: an empty protocol is refused by the CRD. */
function protocolOf({ protocol = 'TCP', port, endPort }: PortSpec): ClusterProtocol {
  if (typeof port === 'string') return { destinationNamedPort: port };
  const start = port ?? PORT_MIN;
  const end = port === undefined ? PORT_MAX : (endPort ?? port);
  const destinationPort = start === end ? { number: start } : { range: { start, end } };
  return { [FIELDS[protocol]]: { destinationPort } };
}
