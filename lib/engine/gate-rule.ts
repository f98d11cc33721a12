import { NO_PORTS, portRange, unionPorts } from '../kernel';
import type { Policy, PortMatch, Rule } from '../model';
import { type RulePeers, rulePeers } from './peers';
import { certain, type PortTruth } from './port-truth';

/** A rule together with its policy, and the ports that it names by number. */
export interface GateRule {
  readonly policy: Policy;
  readonly rule: Rule;
  readonly peers: RulePeers;
  readonly numbers: PortTruth;
  readonly names: readonly PortMatch[];
}

/** Prepares a rule of a policy. */
export function gateRule(policy: Policy, rule: Rule): GateRule {
  const numbers = rule.ports
    .map((port) =>
      port.kind === 'range' ? portRange(port.protocol, port.first, port.last) : NO_PORTS,
    )
    .reduce(unionPorts, NO_PORTS);
  const names = rule.ports.filter(({ kind }) => kind === 'named');
  return { policy, rule, peers: rulePeers(rule.peers), numbers: certain(numbers), names };
}
