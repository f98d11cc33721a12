import { byText, type Direction, matches, type VerdictWord } from '../kernel';
import {
  type Cluster,
  type Flow,
  type FlowEnd,
  isSamePod,
  type Pod,
  type Policy,
  type Rule,
} from '../model';
import type { Profile } from '../platform';
import { matchBlocks, matchPeer } from './match-peer';
import { isSeenAsPod, matchPort } from './match-port';
import { familiesBetween, type Question } from './question';
import { all, any, assumed, fact, not, type Truth, unknown, whichever, YES } from './truth';
import type { Exemption, Gate, RuleMatch, Verdict } from './verdict';

/**
 * Decides one flow as the NetworkPolicy documentation words it.
 *
 * A connection has two gates: out of its source and into its destination. A gate is open when no
 * policy isolates the pod in that direction, or when at least one rule of at least one policy that
 * does isolate it matches the other end and the port. Policies add up; their order means nothing,
 * and nothing denies. Replies belong to the connection and are never judged. Between pods that
 * share two IP families a flow is allowed when it is over either.
 * Sources: kubernetes.io "The two sorts of pod isolation"; API type `NetworkPolicySpec`.
 */
export function evaluate(cluster: Cluster, profile: Profile, flow: Flow): Verdict {
  const verdicts = familiesBetween(flow, profile).map((family) =>
    decide({ cluster, profile, flow, family }),
  );
  const best = verdicts.reduce((best, other) =>
    RANK[other.verdict] > RANK[best.verdict] ? other : best,
  );
  return best.verdict === 'undecided' ? { ...best, reasons: reasonsOfAll(verdicts) } : best;
}

function reasonsOfAll(verdicts: readonly Verdict[]): Verdict['reasons'] {
  return [...new Set(verdicts.flatMap(({ reasons }) => reasons))].sort(byText((reason) => reason));
}

/** Over two families the more open verdict is that of the flow. */
const RANK: Readonly<Record<VerdictWord, number>> = { denied: 0, undecided: 1, allowed: 2 };

const WORDS: Readonly<Record<Truth['answer'], VerdictWord>> = {
  yes: 'allowed',
  no: 'denied',
  unknown: 'undecided',
};

function decide(question: Question): Verdict {
  const egress = gate(question, 'egress');
  const ingress = gate(question, 'ingress');
  // "A pod cannot block access to itself" (kubernetes.io, "Network Policies").
  const itself = isSamePod(question.flow.from, question.flow.to) ? 'same-pod' : 'different-ends';
  const open = itself === 'same-pod' ? YES : all([egress.open, ingress.open]);
  const reasons = open.answer === 'unknown' ? open.reasons : [];
  return { verdict: WORDS[open.answer], reasons, itself, egress, ingress };
}

function gate(question: Question, direction: Direction): Gate {
  const { cluster, profile, flow } = question;
  const [subject, peer] = direction === 'egress' ? [flow.from, flow.to] : [flow.to, flow.from];
  if (subject.kind !== 'pod') return freeGate(direction, subject, 'not-a-pod');
  if (profile.assume.enforces === false) return freeGate(direction, subject, 'not-enforced');

  const isolatedBy = cluster.policies.filter((policy) => isolates(policy, subject.pod, direction));
  const isolated = all([fact(isolatedBy.length > 0), isSubject(subject.pod, profile)]);
  const rulesUnder = (asked: Question) =>
    isolatedBy.flatMap((policy) =>
      policy.rules[direction].map((rule) => matchRule(asked, policy, rule, peer)),
    );
  const openUnder = (asked: Question) =>
    any([
      not(isolated),
      ...rulesUnder(asked).map(({ truth }) => truth),
      ownNodeExemption(asked, subject.pod, peer, direction),
    ]);
  const open = touchedByOthers(question, subject.pod) ?? whetherSeen(question, openUnder);
  const rules = rulesUnder(question);
  const ownNode = ownNodeExemption(question, subject.pod, peer, direction);
  const exemption = ownNode.answer === 'no' ? undefined : OWN_NODE[direction];
  return { direction, subject, open, exemption, isolatedBy, rules };
}

/**
 * A host-network pod that is not seen as a pod is its node instead: what one reading closes, the
 * other may open. Where the profile does not say, a gate that stands the same in both is decided.
 */
function whetherSeen(question: Question, open: (asked: Question) => Truth): Truth {
  const { profile, flow } = question;
  const hasHost = [flow.from, flow.to].some((end) => end.kind === 'pod' && end.pod.hostNetwork);
  if (!hasHost || profile.assume['host-network-is-peer'] !== undefined) return open(question);
  const under = (seen: boolean) => {
    const assume = { ...profile.assume, 'host-network-is-peer': seen };
    return open({ ...question, profile: { ...profile, assume } });
  };
  return whichever('host-network-is-peer', under(true), under(false));
}

const OWN_NODE: Readonly<Record<Direction, Exemption>> = {
  ingress: 'from-own-node',
  egress: 'to-own-node',
};

function freeGate(direction: Direction, subject: FlowEnd, exemption: Exemption): Gate {
  return { direction, subject, open: YES, exemption, isolatedBy: [], rules: [] };
}

/**
 * A policy governs pods of its own namespace only, in the directions of its policyTypes only (API
 * type `NetworkPolicySpec`, `podSelector` and `policyTypes`).
 */
function isolates(policy: Policy, pod: Pod, direction: Direction): boolean {
  return (
    policy.namespace === pod.namespace &&
    policy.isolates.includes(direction) &&
    matches(policy.subject, pod.labels)
  );
}

/**
 * Policies count where they are enforced (kubernetes.io, "Prerequisites"); for host-network pods the
 * documentation leaves even that open ("NetworkPolicy and hostNetwork pods").
 */
function isSubject(pod: Pod, { assume }: Profile): Truth {
  const enforced = assumed(assume.enforces, 'enforces');
  if (!pod.hostNetwork) return enforced;
  return all([enforced, assumed(assume['host-network-is-subject'], 'host-network-is-subject')]);
}

/**
 * A rule matches when the port and the peer both do. An empty list does not restrict: no peers
 * means everyone, no ports means every port (API types `NetworkPolicyIngressRule`, `...EgressRule`).
 */
function matchRule(question: Question, policy: Policy, rule: Rule, end: FlowEnd): RuleMatch {
  const peers = rule.peers.map((peer) => matchPeer(question, policy, peer, end));
  const pods = peers.filter(({ peer }) => peer.kind === 'pods').map((peer) => peer.truth);
  const ports = rule.ports.map((port) => ({
    port,
    truth: matchPort(question, port, rule.direction),
  }));
  const truth = all([
    peers.length === 0 ? YES : any([...pods, matchBlocks(question, rule.peers, end)]),
    ports.length === 0 ? YES : any(ports.map((port) => port.truth)),
  ]);
  return { policy, rule, peers, ports, truth };
}

/**
 * Traffic from a pod's own node is always allowed in; about traffic to it the documentation
 * contradicts itself. A host-network pod on the same node is such traffic wherever the
 * implementation does not see it as a pod (kubernetes.io "NetworkPolicy and hostNetwork pods").
 */
function ownNodeExemption(
  { profile }: Question,
  subject: Pod,
  peer: FlowEnd,
  direction: Direction,
): Truth {
  if (peer.kind !== 'pod' || !peer.pod.hostNetwork || subject.hostNetwork) return fact(false);
  if (subject.node === undefined || peer.pod.node !== subject.node) return fact(false);
  const asNode = not(isSeenAsPod(profile, peer.pod));
  if (direction === 'ingress') return asNode;
  const policed = 'egress-to-own-node-is-policed';
  return all([asNode, not(assumed(profile.assume[policed], policed))]);
}

/**
 * A policy of a kind that is not modelled may open or close any gate of the pods it may touch, where
 * policies are enforced at all.
 */
function touchedByOthers({ cluster, profile }: Question, pod: Pod): Truth | undefined {
  if (profile.assume['unmodelled-kinds'] === 'ignored') return undefined;
  const touched = cluster.unmodelled.some(
    ({ namespace }) => namespace === undefined || namespace === pod.namespace,
  );
  if (!touched) return undefined;
  return any([not(assumed(profile.assume.enforces, 'enforces')), unknown('unmodelled-kinds')]);
}
