import { type Direction, type IpFamily, matches, NO_PORTS, portRange, unionPorts } from '../kernel';
import type { Cluster, FlowEnd, Pod, Policy, PortMatch, Rule } from '../model';
import type { Profile } from '../platform';
import type { PeerMatcher } from './peers';
import {
  ALWAYS,
  assumed,
  both,
  certain,
  either,
  NEVER,
  not,
  open,
  type PortTruth,
} from './port-truth';

/** A rule together with the namespace its peers are read in. */
export interface GateRule {
  readonly policy: Policy;
  readonly rule: Rule;
}

/** The policies' word about one pod in one direction. Undefined rules: nothing isolates it. */
export type GateRules = readonly GateRule[] | undefined;

/** What a gate needs to know beside the pair. */
export interface GateContext {
  readonly cluster: Cluster;
  readonly profile: Profile;
  readonly peers: PeerMatcher;
  readonly rulesOf: (pod: Pod, direction: Direction) => GateRules;
}

/** Two ends, and the family they talk over where that can matter. */
export interface Pair {
  readonly from: FlowEnd;
  readonly to: FlowEnd;
  readonly family: IpFamily | undefined;
}

/** The rules that decide about a pod, or undefined where no policy isolates it. */
export function rulesFor(
  pod: Pod,
  direction: Direction,
  policies: readonly Policy[] | undefined,
): GateRules {
  const isolating = (policies ?? []).filter(
    (policy) => policy.isolates.includes(direction) && matches(policy.subject, pod.labels),
  );
  if (isolating.length === 0) return undefined;
  return isolating.flatMap((policy) => policy.rules[direction].map((rule) => ({ policy, rule })));
}

/** The ports on which one gate of a pair stands open. */
export function gate(context: GateContext, pair: Pair, direction: Direction): PortTruth {
  const { profile } = context;
  const [subject, other] = direction === 'egress' ? [pair.from, pair.to] : [pair.to, pair.from];
  if (subject.kind !== 'pod' || profile.assume.enforces === false) return ALWAYS;
  if (isTouchedByOthers(context, subject.pod)) return open('unmodelled-kinds');
  const rules = context.rulesOf(subject.pod, direction);
  if (rules === undefined) return ALWAYS;
  const free = either(
    notSubject(profile, subject.pod),
    onOwnNode(profile, subject.pod, other, direction),
  );
  return rules.map((each) => matchRule(context, each, other, pair)).reduce(either, free);
}

function isTouchedByOthers({ cluster, profile }: GateContext, pod: Pod): boolean {
  if (profile.assume['unmodelled-kinds'] === 'ignored') return false;
  return cluster.unmodelled.some(
    ({ namespace }) => namespace === undefined || namespace === pod.namespace,
  );
}

function notSubject(profile: Profile, pod: Pod): PortTruth {
  if (!pod.hostNetwork) return NEVER;
  return not(assumed(profile.assume['host-network-is-subject'], 'host-network-is-subject'));
}

function onOwnNode(
  profile: Profile,
  subject: Pod,
  other: FlowEnd,
  direction: Direction,
): PortTruth {
  if (other.kind !== 'pod' || !other.pod.hostNetwork || subject.hostNetwork) return NEVER;
  if (subject.node === undefined || subject.node !== other.pod.node) return NEVER;
  const reason = direction === 'ingress' ? 'host-network-is-peer' : 'egress-to-own-node-is-policed';
  return not(assumed(profile.assume[reason], reason));
}

/** The ports on which one rule lets the other end through. */
export function matchRule(
  context: GateContext,
  { policy: { namespace }, rule }: GateRule,
  other: FlowEnd,
  { to, family }: Pair,
): PortTruth {
  const peer =
    rule.peers.length === 0
      ? ALWAYS
      : rule.peers
          .map((each) => context.peers.matches(each, namespace, other, family))
          .reduce(either);
  if (peer === NEVER || rule.ports.length === 0) return peer;
  return both(peer, rule.ports.map((port) => matchPort(context, port, to)).reduce(either));
}

function matchPort({ profile, peers }: GateContext, port: PortMatch, to: FlowEnd): PortTruth {
  if (port.kind === 'range') return certain(portRange(port.protocol, port.first, port.last));
  if (to.kind !== 'pod') return NEVER;
  const declared = to.pod.ports.filter(
    ({ name, protocol }) => name === port.name && protocol === port.protocol,
  );
  const numbers = (on: 'container' | 'sidecar') =>
    certain(
      declared
        .filter((each) => each.on === on)
        .map((each) => portRange(each.protocol, each.port))
        .reduce(unionPorts, NO_PORTS),
    );
  const sidecars = assumed(profile.assume['sidecar-named-ports'], 'sidecar-named-ports');
  const resolved = either(numbers('container'), both(numbers('sidecar'), sidecars));
  return both(resolved, peers.seen(to.pod));
}
