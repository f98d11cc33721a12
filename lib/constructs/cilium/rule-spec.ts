import type { Direction } from '../../kernel/direction';
import type { IpBlockSpec, LabelSelectorSpec, PortSpec } from '../../kernel/network-policy';
import { CILIUM_MAX_PORTS } from '../../platform';
import { namespace, type Peer } from '../dsl';
import { endpointSelector } from './endpoint-selector';
import type { CiliumRule, Layer7, NameSelector } from './rules';

/** A port as Cilium has it: a text, and the protocol always said, because none means any. */
export interface CiliumPort {
  readonly port: string;
  readonly endPort?: number;
  readonly protocol: string;
}

/** One entry of `toPorts`. */
export interface CiliumPorts {
  readonly ports: readonly CiliumPort[];
  readonly rules?: Layer7;
}

/** One rule, as it stands in YAML: exactly one kind of other end. */
export interface CiliumRuleSpec {
  readonly [field: string]: readonly (
    | LabelSelectorSpec
    | IpBlockSpec
    | NameSelector
    | CiliumPorts
    | string
  )[];
}

/** How each direction calls its other ends. */
const FIELDS = {
  ingress: { endpoints: 'fromEndpoints', entities: 'fromEntities', cidrs: 'fromCIDRSet' },
  egress: { endpoints: 'toEndpoints', entities: 'toEntities', cidrs: 'toCIDRSet' },
} as const satisfies Record<Direction, object>;

/** The rules of Cilium that say what one rule says: one for each kind of other end, which add up. */
export function ciliumRules(rule: CiliumRule, ownNamespace: string): readonly CiliumRuleSpec[] {
  const layer7 = rule.kind === 'layer7-rule' ? { rules: rule.layer7 } : {};
  const ports = rule.ports === 'all' ? {} : { toPorts: toPorts(rule.ports, layer7) };
  return otherEnds(rule, ownNamespace).map((end) => ({ ...end, ...ports }));
}

function otherEnds(rule: CiliumRule, ownNamespace: string): readonly CiliumRuleSpec[] {
  const fields = FIELDS[rule.direction];
  switch (rule.kind) {
    case 'entities-rule':
      return [{ [fields.entities]: rule.entities }];
    case 'names-rule':
      return [{ toFQDNs: rule.names }];
    case 'layer7-rule':
      return otherEnds(rule.rule, ownNamespace);
    case 'rule': {
      // Said, not left out: a rule without another end means nobody or everyone, as it has ports.
      if (rule.peers === 'any') return [{ [fields.entities]: ['all'] }];
      const endpoints = rule.peers.flatMap((peer) => endpointsIn(peer, ownNamespace));
      const blocks = rule.peers.flatMap((peer) => (peer.kind === 'addresses' ? peer.blocks : []));
      return [
        ...(endpoints.length === 0 ? [] : [{ [fields.endpoints]: endpoints }]),
        ...(blocks.length === 0 ? [] : [{ [fields.cidrs]: blocks }]),
      ];
    }
  }
}

function endpointsIn(peer: Peer, ownNamespace: string): readonly LabelSelectorSpec[] {
  switch (peer.kind) {
    case 'pods':
      return [endpointSelector(peer.selector, namespace(peer.namespaceName ?? ownNamespace))];
    case 'pods-in':
      return [endpointSelector(peer.selector, peer.place)];
    case 'same-namespace':
      return [endpointSelector({}, namespace(ownNamespace))];
    case 'namespace':
    case 'namespaces':
    case 'all-namespaces':
      return [endpointSelector({}, peer)];
    case 'addresses':
      return [];
  }
}

/** Entries of `toPorts` add up, so a long list becomes several. */
function toPorts(
  ports: readonly PortSpec[],
  layer7: Pick<CiliumPorts, 'rules'>,
): readonly CiliumPorts[] {
  const entries = Math.ceil(ports.length / CILIUM_MAX_PORTS);
  return Array.from({ length: entries }, (_, index) => {
    const first = index * CILIUM_MAX_PORTS;
    return { ports: ports.slice(first, first + CILIUM_MAX_PORTS).map(ciliumPort), ...layer7 };
  });
}

/** Port 0 is every port of the protocol: so does Cilium itself translate a NetworkPolicy. */
function ciliumPort({ protocol = 'TCP', port = 0, endPort }: PortSpec): CiliumPort {
  return { port: String(port), ...(endPort !== undefined && { endPort }), protocol };
}
