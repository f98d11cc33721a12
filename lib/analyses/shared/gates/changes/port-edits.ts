import type { PortSpec } from '../../../../kernel';
import type { PortMatch } from '../../../../model';
import type { RuleMatch } from '../../../../semantics';
import {
  type Candidate,
  type ClosedGate,
  pointer,
  policyId,
  readRule,
  withPolicy,
  withRule,
} from './candidate';
import { offeredPorts } from './offered-ports';

/** Another port for a rule that names the other end already: an entry, or a range that grows by it. */
export function portEdits(closed: ClosedGate, match: RuleMatch): readonly Candidate[] {
  const offered = offeredPorts(closed.ports);
  const namesEnd =
    match.peers.length === 0 || match.peers.some(({ truth }) => truth.answer !== 'no');
  if (!namesEnd || offered === undefined || offered === 'every port') return [];
  return offered.flatMap((port) => [
    ...match.rule.ports.flatMap((entry, position) =>
      grown(closed, match, port, { entry, position }),
    ),
    ...entered(closed, match, port),
  ]);
}

function entered(closed: ClosedGate, match: RuleMatch, port: PortSpec): readonly Candidate[] {
  const { policy, rule } = match;
  if (rule.ports.length === 0) return [];
  return readRule(rule.direction, rule.index, { ports: [port] }).map(({ ports }) => ({
    change: {
      kind: 'port',
      direction: rule.direction,
      policy: policyId(policy),
      patch: [{ op: 'add', path: pointer(rule, 'ports', '-'), value: port }],
      source: policy.origin.at(['spec', rule.direction, rule.index, 'ports']),
    },
    cluster: withPortsOf(closed, match, [...rule.ports, ...ports]),
    other: closed.other,
  }));
}

interface Entry {
  readonly entry: PortMatch;
  readonly position: number;
}

/** A range that ends right before the port may as well end behind it. */
function grown(
  closed: ClosedGate,
  match: RuleMatch,
  { protocol, port, endPort = Number(port) }: PortSpec,
  { entry, position }: Entry,
): readonly Candidate[] {
  if (entry.kind !== 'range' || entry.protocol !== protocol || entry.last + 1 !== port) return [];
  const { policy, rule } = match;
  const wider = { ...entry, last: endPort };
  const ports = rule.ports.map((each) => (each === entry ? wider : each));
  return [
    {
      change: {
        kind: 'end-port',
        direction: rule.direction,
        policy: policyId(policy),
        patch: [{ op: 'add', path: pointer(rule, 'ports', position, 'endPort'), value: endPort }],
        source: policy.origin.at(['spec', rule.direction, rule.index, 'ports', position]),
      },
      cluster: withPortsOf(closed, match, ports),
      other: closed.other,
    },
  ];
}

function withPortsOf(
  { cluster }: ClosedGate,
  { policy, rule }: RuleMatch,
  ports: readonly PortMatch[],
): Candidate['cluster'] {
  return withPolicy(cluster, withRule(policy, { ...rule, ports }), policy);
}
