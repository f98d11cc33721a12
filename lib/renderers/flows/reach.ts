import { oneLine } from '../../kernel';
import type { Endpoint, ReachFlow, ReachResult } from '../../results';
import { endNameInFull } from '../shared/end-name';
import { isNothing, portsText } from '../shared/port-text';

/**
 * Reachability for snapshots, one flow a line: `shop/web -> shop/api 8080/TCP`. Nothing is
 * shortened or counted, so that every change of a flow changes its line.
 */
export function reachToFlows({ endpoints, flows }: ReachResult): string {
  const ends = new Map(endpoints.map((endpoint) => [endpoint.id, endpoint]));
  const name = (id: string) => nameOf(ends.get(id), id);
  const lines = flows.map((flow) => `${name(flow.from)} -> ${name(flow.to)} ${portsOf(flow)}`);
  return lines.length === 0 ? 'no flow is allowed' : lines.map(oneLine).join('\n');
}

function nameOf(endpoint: Endpoint | undefined, id: string): string {
  return endpoint === undefined ? id : endNameInFull(endpoint);
}

function portsOf({ allowed, undecided, reasons }: ReachFlow): string {
  const waitsFor = [...new Set(reasons.map(({ id }) => id))].join(', ');
  return [
    ...(isNothing(allowed) ? [] : [portsText(allowed)]),
    ...(isNothing(undecided) ? [] : [`undecided ${portsText(undecided)} (${waitsFor})`]),
  ].join('; ');
}
