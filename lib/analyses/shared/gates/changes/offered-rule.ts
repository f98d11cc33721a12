import {
  type Direction,
  type EgressRuleSpec,
  flowYaml,
  type IngressRuleSpec,
  PEER_FIELD,
  type PeerSpec,
  type PortSet,
} from '../../../../kernel';
import type { FlowEnd } from '../../../../model';
import type { Profile } from '../../../../platform';
import type { GateExplanation } from '../../../../results';
import type { Gate } from '../../../../semantics';
import { offeredPeers } from './offered-peers';
import { type OfferedPorts, offeredPorts } from './offered-ports';
import { labelsText, tellingLabels } from './telling-labels';

/** A rule as it stands in YAML, whatever its direction. */
export type RuleSpec = IngressRuleSpec & EgressRuleSpec;

/** The rule for these peers and ports. */
export function ruleSpec(
  direction: Direction,
  peers: readonly PeerSpec[],
  ports: OfferedPorts,
): RuleSpec {
  const on = ports === 'every port' ? {} : { ports };
  return PEER_FIELD[direction] === 'from' ? { from: peers, ...on } : { to: peers, ...on };
}

/** The one rule that would open a closed gate for this flow; undefined where no single rule can. */
export function offeredRule(
  profile: Profile,
  gate: Gate,
  other: FlowEnd,
  ports: PortSet,
): RuleSpec | undefined {
  const on = offeredPorts(ports);
  if (gate.subject.kind !== 'pod' || gate.isolatedBy.length === 0 || on === undefined) {
    return undefined;
  }
  const peers = offeredPeers(profile, other, gate.subject.pod.namespace);
  return peers.length === 0 ? undefined : ruleSpec(gate.direction, peers, on);
}

/** The same as YAML on one line, and the pods that a policy has to select to carry it. */
export function openingRule(gate: Gate, rule: RuleSpec): GateExplanation['toAllow'] | undefined {
  if (gate.subject.kind !== 'pod') return undefined;
  const { pod } = gate.subject;
  return {
    namespace: pod.namespace,
    selects: labelsText(tellingLabels(pod.labels)),
    rule: `${gate.direction}: ${flowYaml([rule])}`,
  };
}
