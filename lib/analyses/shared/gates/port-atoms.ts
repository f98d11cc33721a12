import {
  hasPort,
  type Interval,
  PORT_MAX,
  PORT_MIN,
  type PortSet,
  PROTOCOLS,
  type Protocol,
} from '../../../kernel';
import type { Cluster, FlowEnd, PortMatch } from '../../../model';

/** A range of ports that no rule of the cluster cuts in two, between two ends. */
export interface PortAtom {
  readonly protocol: Protocol;
  readonly range: Interval<number>;
}

/**
 * Cuts `asked` where some rule begins or ends, as the destination resolves it: within one atom
 * every port has the same verdict for the same reasons.
 */
export function portAtoms(cluster: Cluster, to: FlowEnd, asked: PortSet): PortAtom[] {
  const matches = cluster.policies.flatMap(({ rules }) =>
    [...rules.ingress, ...rules.egress].flatMap((rule) => rule.ports),
  );
  return PROTOCOLS.flatMap((protocol) => {
    const edges = [
      ...asked[protocol],
      ...matches.flatMap((match) => rangesOf(match, protocol, to)),
    ];
    const starts = new Set([PORT_MIN, ...edges.flatMap(([first, last]) => [first, last + 1])]);
    const sorted = [...starts].filter((port) => port <= PORT_MAX).sort((a, b) => a - b);
    return sorted
      .map(
        (first, i): PortAtom => ({ protocol, range: [first, (sorted[i + 1] ?? PORT_MAX + 1) - 1] }),
      )
      .filter(({ range: [first] }) => hasPort(asked, protocol, first));
  });
}

function rangesOf(match: PortMatch, protocol: Protocol, to: FlowEnd): Interval<number>[] {
  if (match.protocol !== protocol) return [];
  if (match.kind === 'range') return [[match.first, match.last]];
  if (to.kind !== 'pod') return [];
  return to.pod.ports
    .filter((port) => port.name === match.name && port.protocol === protocol)
    .map(({ port }) => [port, port]);
}
