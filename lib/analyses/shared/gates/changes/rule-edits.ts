import {
  groupBy,
  matches,
  type NetworkPolicyObject,
  once,
  type PeerSpec,
  POLICY_TYPE,
  selectsEverything,
} from '../../../../kernel';
import { type Cluster, type Policy, parsePolicy } from '../../../../model';
import type { RuleMatch } from '../../../../semantics';
import { isolating } from '../../isolation';
import {
  type Candidate,
  type ClosedGate,
  pointer,
  policyId,
  readRule,
  withPolicy,
  withRule,
} from './candidate';
import { matchLabels, offeredPeers } from './offered-peers';
import type { RuleSpec } from './offered-rule';
import { policyName } from './policy-name';
import { tellingLabels } from './telling-labels';

/** One peer more for a rule that is about these ports already. */
export function peerEdits(closed: ClosedGate, match: RuleMatch): readonly Candidate[] {
  const { policy, rule } = match;
  const peers = offeredPeers(closed.profile, closed.other, policy.namespace);
  const isAboutPorts =
    match.ports.length === 0 || match.ports.some(({ truth }) => truth.answer !== 'no');
  if (rule.peers.length === 0 || peers.length === 0 || !isAboutPorts) return [];
  return readRule(rule.direction, rule.index, peersOnly(rule.direction, peers)).map((added) => ({
    change: {
      kind: 'peer',
      direction: rule.direction,
      policy: policyId(policy),
      patch: peers.map((value) => ({ op: 'add', path: pointer(rule, 'peers', '-'), value })),
      source: policy.origin.at(['spec', rule.direction, rule.index]),
    },
    cluster: withPolicy(
      closed.cluster,
      withRule(policy, { ...rule, peers: [...rule.peers, ...added.peers] }),
      policy,
    ),
    other: closed.other,
  }));
}

function peersOnly(direction: 'ingress' | 'egress', peers: readonly PeerSpec[]): RuleSpec {
  return direction === 'ingress' ? { from: peers } : { to: peers };
}

/** The rule in each policy that is about these pods, not about all of the namespace. */
export function ruleEdits(closed: ClosedGate, spec: RuleSpec): readonly Candidate[] {
  const { direction, isolatedBy } = closed.gate;
  return isolatedBy
    .filter(({ subject }) => !selectsEverything(subject))
    .flatMap((policy) => {
      const { length } = policy.rules[direction];
      const place = { direction, index: length };
      const list = { path: `/spec/${direction}`, value: [spec] };
      const end = { path: `/spec/${direction}/-`, value: spec };
      return readRule(direction, length, spec).map(
        (rule): Candidate => ({
          change: {
            kind: 'rule',
            direction,
            policy: policyId(policy),
            patch: [{ op: 'add', ...(length === 0 ? list : end) }],
            source: policy.origin.at(['spec', place.direction]),
          },
          cluster: withPolicy(closed.cluster, withRule(policy, rule), policy),
          other: closed.other,
        }),
      );
    });
}

/** The rule in a policy of its own, for pods that are all isolated already: it must close nothing. */
export function policyEdits(closed: ClosedGate, spec: RuleSpec): readonly Candidate[] {
  const { subject, direction } = closed.gate;
  if (subject.kind !== 'pod') return [];
  const { pod } = subject;
  const selectors = [tellingLabels(pod.labels), pod.labels].map(matchLabels);
  const objects = selectors.map((podSelector): NetworkPolicyObject => {
    const { namespace } = pod;
    const policyTypes = [POLICY_TYPE[direction]];
    return {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'NetworkPolicy',
      metadata: { name: policyName(closed), namespace },
      spec: { podSelector, policyTypes, [direction]: [spec] },
    };
  });
  return objects
    .map((object) => ({ object, policy: read(object) }))
    .filter(({ policy }) => closesNothing(closed, policy))
    .slice(0, 1)
    .map(({ object, policy }) => ({
      change: { kind: 'policy', direction, object },
      cluster: withPolicy(closed.cluster, policy),
      other: closed.other,
    }));
}

function read({ metadata, spec }: NetworkPolicyObject): Policy {
  const { namespace, name } = metadata;
  return parsePolicy({ namespace, name, origin: { file: '', at: () => ({ file: '' }) } }, spec);
}

function closesNothing({ cluster, gate }: ClosedGate, policy: Policy): boolean {
  const selected = (podsByNamespace(cluster).get(policy.namespace) ?? []).filter(({ labels }) =>
    matches(policy.subject, labels),
  );
  return selected.every((pod) => isolating(cluster, pod, gate.direction).length > 0);
}

const podsByNamespace = once(({ workloads }: Cluster) =>
  groupBy(
    workloads.flatMap(({ pods }) => pods),
    ({ namespace }) => namespace,
  ),
);
