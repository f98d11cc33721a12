import { type Direction, type IpFamily, matches, NO_PORTS, portRange, unionPorts } from '../kernel';
import type { Cluster, FlowEnd, Pod, Policy, PortMatch } from '../model';
import type { Profile } from '../platform';
import type { GateRule } from './gate-rule';
import { type PeerMatcher, peerMatcher, seenUnder } from './peers';
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
import { type RulesFacing, rulesFacing } from './rules-facing';

/** The policies' word about one pod in one direction. Undefined rules: nothing isolates it. */
export type GateRules = readonly GateRule[] | undefined;

/** What a gate needs to know beside the pair. */
export interface GateContext {
  readonly cluster: Cluster;
  readonly profile: Profile;
  readonly peers: PeerMatcher;
  readonly seen: (pod: Pod) => PortTruth;
  readonly rulesOf: (pod: Pod, direction: Direction) => GateRules;
  readonly facing: RulesFacing;
}

/** Two ends, and the family they talk over where that can matter. */
export interface Pair {
  readonly from: FlowEnd;
  readonly to: FlowEnd;
  readonly family: IpFamily | undefined;
}

/** Prepares the facts of one profile. */
export function gateContext(
  cluster: Cluster,
  profile: Profile,
  rulesOf: GateContext['rulesOf'],
): GateContext {
  const peers = peerMatcher(cluster, profile);
  const facing = rulesFacing(cluster, profile);
  return { cluster, profile, peers, seen: seenUnder(profile), rulesOf, facing };
}

/** Whether a policy isolates a pod of its own namespace. */
export function isolates(policy: Policy, pod: Pod, direction: Direction): boolean {
  return policy.isolates.includes(direction) && matches(policy.subject, pod.labels);
}

/** Whether policies of kinds that are not modelled may open or close any gate of pods in a namespace. */
export function isTouchedByOthers(
  { cluster, profile }: Pick<GateContext, 'cluster' | 'profile'>,
  home: string | undefined,
): boolean {
  if (cluster.unmodelled.length === 0) return false;
  if (profile.assume['unmodelled-kinds'] === 'ignored') return false;
  return cluster.unmodelled.some(({ namespace }) => namespace === undefined || namespace === home);
}

/** The ports on which one gate of a pair stands open. */
export function gate(context: GateContext, pair: Pair, direction: Direction): PortTruth {
  const { profile } = context;
  const [subject, other] = direction === 'egress' ? [pair.from, pair.to] : [pair.to, pair.from];
  if (subject.kind !== 'pod' || profile.assume.enforces === false) return ALWAYS;
  if (isTouchedByOthers(context, subject.pod.namespace)) return underOthers(profile);
  const rules = context.rulesOf(subject.pod, direction);
  if (rules === undefined) return ALWAYS;
  let truth = either(
    notSubject(profile, subject.pod),
    onOwnNode(context, subject.pod, other, direction),
  );
  for (const rule of context.facing(rules, other))
    truth = either(truth, matchRule(context, rule, other, pair));
  return truth;
}

/** Policies of kinds that are not modelled say anything, where policies are enforced at all. */
function underOthers({ assume }: Profile): PortTruth {
  return either(not(assumed(assume.enforces, 'enforces')), open('unmodelled-kinds'));
}

/** Where policies do not count for a pod. */
export function notSubject({ assume }: Profile, pod: Pod): PortTruth {
  const enforced = assumed(assume.enforces, 'enforces');
  if (!pod.hostNetwork) return not(enforced);
  const subject = assumed(assume['host-network-is-subject'], 'host-network-is-subject');
  return not(both(enforced, subject));
}

/** Where traffic is that between a pod and its own node, which policies cannot stop. */
export function onOwnNode(
  { profile, seen }: GateContext,
  subject: Pod,
  other: FlowEnd,
  direction: Direction,
): PortTruth {
  if (other.kind !== 'pod' || !other.pod.hostNetwork || subject.hostNetwork) return NEVER;
  if (subject.node === undefined || subject.node !== other.pod.node) return NEVER;
  const asNode = not(seen(other.pod));
  if (direction === 'ingress') return asNode;
  const policed = 'egress-to-own-node-is-policed';
  return both(asNode, not(assumed(profile.assume[policed], policed)));
}

/** The ports on which one rule lets the other end through. */
export function matchRule(
  context: GateContext,
  { policy: { namespace }, rule, peers, numbers, names }: GateRule,
  other: FlowEnd,
  { to, family }: Pair,
): PortTruth {
  const peer = rule.peers.length === 0 ? ALWAYS : context.peers(peers, namespace, other, family);
  if (peer === NEVER || rule.ports.length === 0) return peer;
  let ports = numbers;
  for (const name of names) ports = either(ports, matchName(context, name, to, rule.direction));
  return both(peer, ports);
}

function matchName(
  { profile, seen }: GateContext,
  port: PortMatch,
  to: FlowEnd,
  direction: Direction,
): PortTruth {
  if (port.kind !== 'named' || to.kind !== 'pod') return NEVER;
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
  return direction === 'ingress' ? resolved : both(resolved, seen(to.pod));
}
