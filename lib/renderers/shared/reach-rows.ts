import { ALL_PORTS, fromPortRanges, type PortRanges, samePorts, unionPorts } from '../../kernel';
import type { Endpoint, ReachFlow, ReachResult } from '../../results';
import { isNothing, portsText } from './port-text';

/** One line about one flow: what is allowed, or what is undecided. */
export interface ReachRow {
  readonly to: Endpoint;
  readonly from: Endpoint;
  readonly verdict: 'allowed' | 'undecided';
  readonly ports: PortRanges;
  /** The ports for people; what a flow leaves open beside what it allows is `all other ports`. */
  readonly portsText: string;
  /** Policies that let it through, or what an undecided flow waits for. */
  readonly by: readonly string[];
}

/** What the table says where no policy isolates either end. */
export const NOT_ISOLATED = 'not isolated: no policy selects either end';

/** The flows as rows, by destination and then by source, in the order of the endpoints. */
export function reachRows({ endpoints, flows }: ReachResult): readonly ReachRow[] {
  const place = new Map(endpoints.map((endpoint, index) => [endpoint.id, { endpoint, index }]));
  return flows
    .flatMap((flow) => {
      const from = place.get(flow.from);
      const to = place.get(flow.to);
      return from === undefined || to === undefined ? [] : [{ flow, from, to }];
    })
    .sort((a, b) => a.to.index - b.to.index || a.from.index - b.from.index)
    .flatMap(({ flow, from, to }) => rowsOf(flow, from.endpoint, to.endpoint));
}

function rowsOf(flow: ReachFlow, from: Endpoint, to: Endpoint): ReachRow[] {
  const { allowed, undecided } = flow;
  const waitsFor = flow.reasons.map(({ id }) => id);
  const rest = leavesNothing(allowed, undecided) ? 'all other ports' : portsText(undecided);
  const rows: ReachRow[] = [
    { from, to, verdict: 'allowed', ports: allowed, portsText: portsText(allowed), by: flow.by },
    { from, to, verdict: 'undecided', ports: undecided, portsText: rest, by: waitsFor },
  ];
  return rows.filter(({ ports }) => !isNothing(ports));
}

function leavesNothing(allowed: PortRanges, undecided: PortRanges): boolean {
  const together = unionPorts(fromPortRanges(allowed), fromPortRanges(undecided));
  return !isNothing(allowed) && samePorts(together, ALL_PORTS);
}
