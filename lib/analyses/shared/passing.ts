import type { Connection, Evaluator } from '../../engine';
import { intersectPorts, noPorts, type PortSet, toPortRanges, unionPorts } from '../../kernel';
import type { FlowEnd } from '../../model';
import { questionOf, type ReasonId } from '../../platform';
import type { Exposure } from '../../results';
import type { Openings } from './openings';

/** What passes between two ends, of the ports that are asked about. */
export interface Passing {
  readonly allowed: PortSet;
  readonly undecided: PortSet;
  readonly reasons: readonly ReasonId[];
}

/** What an answer says of a flow beside its peer. */
export type Told = Pick<Exposure, 'allowed' | 'undecided' | 'reasons' | 'gates'>;

/** The part of a connection on some ports; undefined where nothing of it passes. */
export function passingOn(
  { allowed, undecided, reasons }: Connection,
  ports?: PortSet,
): Passing | undefined {
  const cut = (set: PortSet) => (ports === undefined ? set : intersectPorts(set, ports));
  const passing = { allowed: cut(allowed), undecided: cut(undecided) };
  if (noPorts(passing.allowed) && noPorts(passing.undecided)) return undefined;
  const waiting = reasons.filter((each) => !noPorts(intersectPorts(each.ports, passing.undecided)));
  return { ...passing, reasons: waiting.map(({ id }) => id) };
}

/** All that passes, where some of it is surely on ports that are served; else what is on these. */
export function passingTo(
  connection: Connection,
  served: PortSet | undefined,
): Passing | undefined {
  const found = passingOn(connection, served);
  return found === undefined || noPorts(found.allowed) ? found : passingOn(connection);
}

/** How an answer tells it. */
export function told(
  openings: Openings,
  evaluator: Evaluator,
  flow: { readonly from: FlowEnd; readonly to: FlowEnd },
  passing: Passing,
): Told {
  const gates = openings.gates(evaluator, { ...flow, ports: portsToOpen(passing) });
  return { ...toldPorts(passing), gates };
}

/** The same without what opens the gates, which other flows may share. */
export function toldPorts({ allowed, undecided, reasons }: Passing): Omit<Told, 'gates'> {
  return {
    allowed: toPortRanges(allowed),
    undecided: toPortRanges(undecided),
    reasons: reasons.map((id) => ({ id, question: questionOf(id) })),
  };
}

/** The ports of which it is told what opens them: those that surely pass, else all. */
export function portsToOpen({ allowed, undecided }: Passing): PortSet {
  return noPorts(allowed) ? unionPorts(allowed, undecided) : allowed;
}
