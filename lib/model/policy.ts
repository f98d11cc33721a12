import {
  type AddressSet,
  addressesOf,
  type Cidr,
  DEFAULT_PROTOCOL,
  DIRECTIONS,
  type Direction,
  type EgressRuleSpec,
  type IngressRuleSpec,
  type IpBlockSpec,
  type NetworkPolicySpec,
  type Origin,
  PEER_FIELD,
  type PeerSpec,
  POLICY_TYPE,
  PORT_MAX,
  PORT_MIN,
  type PortSpec,
  type Protocol,
  parseCidr,
  parseSelector,
  type Selector,
  subtractAddresses,
} from '../kernel';

/** Pods named by labels. `namespaces` undefined means the policy's own namespace. */
export interface PodPeer {
  readonly kind: 'pods';
  readonly namespaces: Selector | undefined;
  /** Undefined where the peer has no podSelector, and so names every pod. */
  readonly pods: Selector | undefined;
}

/** The addresses of one block without its exceptions. */
export interface BlockPeer {
  readonly kind: 'block';
  readonly cidr: string;
  readonly except: readonly string[];
  readonly addresses: AddressSet;
}

/** One entry of a rule's `from` or `to`. */
export type Peer = PodPeer | BlockPeer;

/** One entry of a rule's `ports`: a range of numbers, or a name that each destination resolves for itself. */
export type PortMatch =
  | {
      readonly kind: 'range';
      readonly protocol: Protocol;
      readonly first: number;
      readonly last: number;
    }
  | { readonly kind: 'named'; readonly protocol: Protocol; readonly name: string };

/** One entry of a policy's `ingress` or `egress`. No peers means everyone; no ports means every port. */
export interface Rule {
  readonly direction: Direction;
  /** Position in the list, from 0. */
  readonly index: number;
  readonly peers: readonly Peer[];
  readonly ports: readonly PortMatch[];
}

/** A NetworkPolicy, defaulted and parsed. */
export interface Policy {
  readonly namespace: string;
  readonly name: string;
  readonly subject: Selector;
  /** The directions of `policyTypes`: in these, the subject is isolated and the rules count. */
  readonly isolates: readonly Direction[];
  readonly rules: Readonly<Record<Direction, readonly Rule[]>>;
  readonly origin: Origin;
}

/** A policy from its defaulted and validated spec. */
export function parsePolicy(
  { namespace, name, origin }: Pick<Policy, 'namespace' | 'name' | 'origin'>,
  spec: NetworkPolicySpec,
): Policy {
  return {
    namespace,
    name,
    origin,
    subject: parseSelector(spec.podSelector),
    isolates: DIRECTIONS.filter((direction) => spec.policyTypes?.includes(POLICY_TYPE[direction])),
    rules: {
      ingress: parseRules(spec.ingress, 'ingress'),
      egress: parseRules(spec.egress, 'egress'),
    },
  };
}

function parseRules(
  specs: readonly (IngressRuleSpec & EgressRuleSpec)[] | undefined,
  direction: Direction,
): Rule[] {
  return (specs ?? []).map((spec, index) => ({
    direction,
    index,
    peers: (spec[PEER_FIELD[direction]] ?? []).map(parsePeer),
    ports: (spec.ports ?? []).map(parsePort),
  }));
}

function parsePeer(spec: PeerSpec): Peer {
  if (spec.ipBlock !== undefined) return parseBlock(spec.ipBlock);
  return {
    kind: 'pods',
    namespaces: spec.namespaceSelector && parseSelector(spec.namespaceSelector),
    pods: spec.podSelector && parseSelector(spec.podSelector),
  };
}

function parseBlock({ cidr, except = [] }: IpBlockSpec): BlockPeer {
  const all = addressesOf(cidrsIn(cidr));
  const holes = except.flatMap(cidrsIn);
  const addresses = holes.length === 0 ? all : subtractAddresses(all, addressesOf(holes));
  return { kind: 'block', cidr, except, addresses };
}

/** The block that a validated CIDR means; validation has refused everything else. */
function cidrsIn(text: string): Cidr[] {
  const parsed = parseCidr(text);
  return parsed === undefined ? [] : [parsed.cidr];
}

function parsePort({ protocol = DEFAULT_PROTOCOL, port, endPort }: PortSpec): PortMatch {
  if (typeof port === 'string') return { kind: 'named', protocol, name: port };
  if (port === undefined) return { kind: 'range', protocol, first: PORT_MIN, last: PORT_MAX };
  return { kind: 'range', protocol, first: port, last: endPort ?? port };
}
