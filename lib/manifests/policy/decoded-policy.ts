import {
  DEFAULT_PROTOCOL,
  InternalError,
  isProtocol,
  type LabelSelectorSpec,
  type NetworkPolicyObject,
  type NetworkPolicySpec,
  type PeerSpec,
  type PolicyType,
  type PortSpec,
  SELECTOR_OPERATORS,
  type UncheckedIpBlock,
  type UncheckedNetworkPolicy,
  type UncheckedPeer,
  type UncheckedPort,
  type UncheckedRule,
  type UncheckedSelector,
  type UncheckedSpec,
} from '../../kernel';

/** A spec with everything filled in that the API server fills in. */
export interface DefaultedSpec extends NetworkPolicySpec {
  readonly podSelector: LabelSelectorSpec;
  readonly policyTypes: readonly PolicyType[];
}

/**
 * A NetworkPolicy as the API server would store it: decoded strictly, defaulted, validated. Lists
 * and maps without entries are absent. Only the namespace may still be open.
 */
export interface DecodedPolicy extends Pick<NetworkPolicyObject, 'apiVersion' | 'kind'> {
  readonly metadata: Omit<NetworkPolicyObject['metadata'], 'namespace'> & {
    readonly namespace?: string;
  };
  readonly spec: DefaultedSpec;
}

/** Validation has been passed, so a miss here is our own mistake. */
function validated<T>(value: T | undefined, what: string): T {
  if (value === undefined) throw new InternalError(`a validated policy has no valid ${what}`);
  return value;
}

function selectorSpec({ matchLabels, matchExpressions }: UncheckedSelector): LabelSelectorSpec {
  return {
    ...(matchLabels === undefined ? {} : { matchLabels }),
    ...(matchExpressions === undefined
      ? {}
      : {
          matchExpressions: matchExpressions.map(({ key, operator, values }) => ({
            key: validated(key, 'key'),
            operator: validated(
              SELECTOR_OPERATORS.find((each) => each === operator),
              'operator',
            ),
            ...(values === undefined ? {} : { values }),
          })),
        }),
  };
}

function portSpec({ protocol = DEFAULT_PROTOCOL, port, endPort }: UncheckedPort): PortSpec {
  return {
    protocol: validated(isProtocol(protocol) ? protocol : undefined, 'protocol'),
    ...(port === undefined ? {} : { port }),
    ...(endPort === undefined ? {} : { endPort }),
  };
}

function ipBlockSpec({ cidr, except }: UncheckedIpBlock): NonNullable<PeerSpec['ipBlock']> {
  return { cidr: validated(cidr, 'cidr'), ...(except === undefined ? {} : { except }) };
}

function peerSpec({ podSelector, namespaceSelector, ipBlock }: UncheckedPeer): PeerSpec {
  return {
    ...(podSelector === undefined ? {} : { podSelector: selectorSpec(podSelector) }),
    ...(namespaceSelector === undefined
      ? {}
      : { namespaceSelector: selectorSpec(namespaceSelector) }),
    ...(ipBlock === undefined ? {} : { ipBlock: ipBlockSpec(ipBlock) }),
  };
}

/** One rule of either direction: it has `from` or `to`, and keeps which. */
function ruleSpec({ from, to, ports }: UncheckedRule) {
  return {
    ...(from === undefined ? {} : { from: from.map(peerSpec) }),
    ...(to === undefined ? {} : { to: to.map(peerSpec) }),
    ...(ports === undefined ? {} : { ports: ports.map(portSpec) }),
  };
}

/**
 * Without `policyTypes` a policy isolates ingress always, and egress only if it has at least one
 * egress rule (kubernetes `SetDefaults_NetworkPolicy`): an empty `egress` list does not count.
 */
function policyTypesOf({ policyTypes, egress = [] }: UncheckedSpec): PolicyType[] {
  if (policyTypes === undefined || policyTypes.length === 0) {
    return egress.length === 0 ? ['Ingress'] : ['Ingress', 'Egress'];
  }
  const known: readonly PolicyType[] = ['Ingress', 'Egress'];
  return policyTypes.map((type) =>
    validated(
      known.find((each) => each === type),
      'policy type',
    ),
  );
}

/** Fills in what the API server fills in, given a spec that passed validation. */
export function defaultedSpec(spec: UncheckedSpec): DefaultedSpec {
  const { podSelector = {}, ingress, egress } = spec;
  return {
    podSelector: selectorSpec(podSelector),
    policyTypes: policyTypesOf(spec),
    ...(ingress === undefined ? {} : { ingress: ingress.map(ruleSpec) }),
    ...(egress === undefined ? {} : { egress: egress.map(ruleSpec) }),
  };
}

/** Fills in what the API server fills in (SetDefaults), given a policy that passed validation. */
export function withDefaults({ metadata = {}, spec = {} }: UncheckedNetworkPolicy): DecodedPolicy {
  const { name, namespace = '', labels, annotations } = metadata;
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: {
      name: validated(name, 'name'),
      ...(namespace === '' ? {} : { namespace }),
      ...(labels === undefined ? {} : { labels }),
      ...(annotations === undefined ? {} : { annotations }),
    },
    spec: defaultedSpec(spec),
  };
}
