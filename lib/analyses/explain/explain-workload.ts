import { type Direction, formatPath, formatSelector, matches } from '../../kernel';
import type { Cluster, Peer, Pod, Policy, Rule } from '../../model';
import { type Profile, questionOf, type ReasonId } from '../../platform';
import type {
  DirectionText,
  PeerText,
  RuleText,
  WorkloadExplainResult,
  WorkloadExplanation,
} from '../../results';
import { all, assumed, type Truth, unknown } from '../../semantics';
import { nameResolution } from '../shared/gates/names';
import { policyRef } from '../shared/gates/policy-ref';
import { portText } from '../shared/gates/predicates';
import type { PodEnd } from '../shared/workload-endpoints';

/** Which policies govern these workloads, and what they let in and out. */
export function explainWorkloads(
  cluster: Cluster,
  profile: Profile,
  ends: readonly PodEnd[],
): WorkloadExplainResult {
  const workloads = ends.map((end) => explainWorkload(cluster, profile, end));
  return { schemaVersion: '1', profile: profile.name, workloads };
}

function explainWorkload(cluster: Cluster, profile: Profile, end: PodEnd): WorkloadExplanation {
  const [pod] = end.pods;
  const governed = isGoverned(cluster, profile, pod);
  const names = nameResolution(cluster, profile, pod);
  return {
    workload: end.endpoint,
    governed: governed.answer === 'unknown' ? 'undecided' : governed.answer,
    ...(governed.answer === 'no' ? { exemption: exemptionOf(profile) } : {}),
    reasons: governed.answer === 'unknown' ? governed.reasons.map(asQuestion) : [],
    ingress: directionText(cluster, pod, 'ingress'),
    egress: directionText(cluster, pod, 'egress'),
    ...(names === undefined ? {} : { names }),
  };
}

function asQuestion(id: ReasonId): WorkloadExplanation['reasons'][number] {
  return { id, question: questionOf(id) };
}

/** Whether what policies say of a pod is what happens to it. */
function isGoverned({ unmodelled }: Cluster, { assume }: Profile, pod: Pod): Truth {
  const enforced = assumed(assume.enforces, 'enforces');
  const seen = pod.hostNetwork
    ? [assumed(assume['host-network-is-subject'], 'host-network-is-subject')]
    : [];
  const isTouched = unmodelled.some(
    ({ namespace }) => namespace === undefined || namespace === pod.namespace,
  );
  const others =
    isTouched && assume['unmodelled-kinds'] !== 'ignored' ? [unknown('unmodelled-kinds')] : [];
  return all([enforced, ...seen, ...others]);
}

function exemptionOf({ assume }: Profile): NonNullable<WorkloadExplanation['exemption']> {
  return assume.enforces === false ? 'not-enforced' : 'host-network';
}

function directionText(cluster: Cluster, pod: Pod, direction: Direction): DirectionText {
  const isolating = cluster.policies.filter(
    ({ namespace, isolates, subject }) =>
      namespace === pod.namespace && isolates.includes(direction) && matches(subject, pod.labels),
  );
  return {
    direction,
    isolatedBy: isolating.map(policyRef),
    rules: isolating.flatMap((policy) =>
      policy.rules[direction].map((rule) => ruleText(policy, rule)),
    ),
  };
}

function ruleText(policy: Policy, { direction, index, peers, ports }: Rule): RuleText {
  return {
    policy: `${policy.namespace}/${policy.name}`,
    path: formatPath([direction, index]),
    source: policy.origin.at(['spec', direction, index]),
    peers: peers.map((peer) => peerText(policy, peer)),
    ports: ports.map(portText),
  };
}

function peerText({ namespace: own }: Policy, peer: Peer): PeerText {
  if (peer.kind === 'block') return { kind: 'block', cidr: peer.cidr, except: peer.except };
  const pods = peer.pods === undefined ? '<none>' : formatSelector(peer.pods);
  return peer.namespaces === undefined
    ? { kind: 'pods', pods, own }
    : { kind: 'pods', namespaces: formatSelector(peer.namespaces), pods, own };
}
