import {
  coversAddresses,
  formatPath,
  hasAddress,
  holds,
  intersectAddresses,
  matches,
  NO_ADDRESSES,
  noAddresses,
  unionAddresses,
} from '../../../kernel';
import type {
  Cluster,
  FlowEnd,
  PodPeer,
  Policy,
  PortMatch,
  Service,
  ServicePort,
} from '../../../model';
import { type Profile, serviceHome } from '../../../platform';
import {
  all,
  any,
  evaluate,
  fact,
  NO,
  type RuleMatch,
  type Truth,
  unknown,
  YES,
} from '../../../semantics';

/** One client that asks for one port of a Service, and the backend that is chosen for it. */
export interface ServiceQuestion {
  readonly cluster: Cluster;
  readonly profile: Profile;
  readonly from: FlowEnd;
  readonly to: FlowEnd;
  readonly service: Service;
  readonly port: ServicePort;
  readonly target: number;
}

/** What the egress gate makes of the Service itself, and which rules let it through, or may. */
export interface Untranslated {
  readonly open: Truth;
  readonly by: readonly string[];
}

/**
 * The egress gate of a client as a plugin sees it that judges before the Service is translated: the
 * packet goes to the address and port of the Service. A peer with a podSelector names the Services
 * of its namespaces whose own selector it matches (amazon-network-policy-controller-k8s, which
 * lists their ClusterIPs); a block has to hold the address of the Service.
 */
export function beforeTranslation(question: ServiceQuestion): Untranslated {
  const base = withoutRules(question);
  const { egress } = evaluate(question.cluster, question.profile, {
    from: question.from,
    to: question.to,
    protocol: question.port.protocol,
    port: question.target,
  });
  // What a policy of another kind does, it does whatever these rules say.
  if (base.answer === 'unknown' && base.reasons.includes('unmodelled-kinds')) {
    return { open: base, by: [] };
  }
  const rules = egress.rules.map((match) => ({ match, truth: ruleTruth(question, match) }));
  return {
    open: any([base, ...rules.map(({ truth }) => truth)]),
    by: rules
      .filter(({ truth }) => truth.answer !== 'no')
      .map(({ match: { policy, rule } }) => {
        const path = formatPath([rule.direction, rule.index]);
        return `${policy.namespace}/${policy.name} ${path}`;
      }),
  };
}

/** The gate as if no rule let anything out. */
function withoutRules({ cluster, profile, from, port }: ServiceQuestion): Truth {
  const policies = cluster.policies.map((policy) => ({
    ...policy,
    rules: { ...policy.rules, egress: [] },
  }));
  const to: FlowEnd = { kind: 'addresses', addresses: NO_ADDRESSES };
  const flow = { from, to, protocol: port.protocol, port: port.port };
  return evaluate({ ...cluster, policies }, profile, flow).egress.open;
}

function ruleTruth(question: ServiceQuestion, { policy, rule, ports }: RuleMatch): Truth {
  const onService = anyPort(rule.ports, (port) => servicePortTruth(question, port));
  if (rule.peers.length === 0) {
    // Whether a name without a peer means anything here is not settled.
    const isName = rule.ports.some(({ kind }) => kind === 'named');
    const onTarget = any(ports.map(({ truth }) => truth));
    const open = onService.answer === 'no' && isName && onTarget.answer !== 'no';
    return open ? unknown('service-port') : onService;
  }
  const onTarget = ports.length === 0 ? YES : any(ports.map(({ truth }) => truth));
  const peers = rule.peers.flatMap((peer) =>
    peer.kind === 'pods' ? [podPeerTruth(question, policy, peer)] : [],
  );
  return any([
    all([any(peers), eitherPort(onService, onTarget)]),
    all([blockTruth(question, rule.peers), onService]),
  ]);
}

/** A rule about pods names their port; whether that opens the port of the Service differs by release. */
function eitherPort(onService: Truth, onTarget: Truth): Truth {
  if (onService.answer === 'yes' && onTarget.answer === 'yes') return YES;
  if (onService.answer === 'no' && onTarget.answer === 'no') return NO;
  return unknown('service-port');
}

function anyPort(ports: readonly PortMatch[], truth: (port: PortMatch) => Truth): Truth {
  return ports.length === 0 ? YES : any(ports.map(truth));
}

function servicePortTruth({ port: asked }: ServiceQuestion, port: PortMatch): Truth {
  if (port.kind === 'named' || port.protocol !== asked.protocol) return NO;
  return fact(port.first <= asked.port && asked.port <= port.last);
}

function podPeerTruth(question: ServiceQuestion, policy: Policy, peer: PodPeer): Truth {
  const { selector } = question.service;
  const named =
    peer.pods === undefined || peer.pods.requirements.length === 0
      ? YES
      : selector === undefined
        ? unknown('service-addresses')
        : fact(matches(peer.pods, selector));
  return all([namespaceTruth(question, policy, peer), named]);
}

function namespaceTruth(
  { cluster, profile, service }: ServiceQuestion,
  policy: Policy,
  { namespaces }: PodPeer,
): Truth {
  if (namespaces === undefined) return fact(policy.namespace === service.namespace);
  const namespace = cluster.namespaces.get(service.namespace);
  const settled =
    namespace?.declared === true || profile.assume['undeclared-namespace-labels'] === 'absent';
  const labels = namespace?.labels ?? new Map<string, string>();
  return all(
    namespaces.requirements.map((requirement) =>
      settled || labels.has(requirement.key)
        ? fact(holds(requirement, labels))
        : unknown('undeclared-namespace-labels'),
    ),
  );
}

/** Whether the blocks of a rule hold the address of the Service: the known one, or any it may get. */
function blockTruth(
  { service, profile }: ServiceQuestion,
  peers: RuleMatch['rule']['peers'],
): Truth {
  const block = peers
    .flatMap((peer) => (peer.kind === 'block' ? [peer.addresses] : []))
    .reduce(unionAddresses, NO_ADDRESSES);
  if (service.addresses.length > 0) {
    return fact(service.addresses.some((address) => hasAddress(block, address)));
  }
  const home = serviceHome(profile);
  if (noAddresses(intersectAddresses(block, home.possible))) return NO;
  const whole = home.whole.some((part) => coversAddresses(block, part));
  return whole ? YES : unknown('service-addresses');
}
