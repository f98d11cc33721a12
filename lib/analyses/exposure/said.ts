import type { Connection } from '../../engine';
import { once } from '../../kernel';
import type { FlowEnd } from '../../model';
import type { OpeningGate } from '../../results';
import { type Passing, passingOn, portsToOpen, type Told, toldPorts } from '../shared/passing';
import type { Context } from './context';

type Flow = { readonly from: FlowEnd; readonly to: FlowEnd };

/**
 * What is said of a flow on which something passes: the same object for all flows of which the same is
 * said. Pairs that exchange the same share their connection, and gates that open alike are one object,
 * so hardly ever is a text of them made.
 */
export function saidOnce({
  openings,
  evaluator,
}: Context): (connection: Connection, flow: Flow) => Told | undefined {
  const passingFor = passings();
  return (connection, flow) => {
    const known = passingFor(connection);
    if (known === undefined) return undefined;
    const { ports, told, byGates } = known;
    const gates = openings.gates(evaluator, { ...flow, ports });
    const under = byGates(gates.egress);
    const said = under.get(gates.ingress) ?? { ...told, gates };
    under.set(gates.ingress, said);
    return said;
  };
}

/** What passes, and what has been said of it by now: by the gate going out, then by the other one. */
interface Known extends Pick<Passing, 'allowed' | 'undecided' | 'reasons'> {
  readonly ports: ReturnType<typeof portsToOpen>;
  readonly told: ReturnType<typeof toldPorts>;
  readonly byGates: (egress: OpeningGate) => Map<OpeningGate, Told>;
}

function passings(): (connection: Connection) => Known | undefined {
  const byText = new Map<string, Known>();
  return once((connection) => {
    const passing = passingOn(connection);
    if (passing === undefined) return undefined;
    const { allowed, undecided, reasons } = passing;
    const text = JSON.stringify([allowed, undecided, reasons]);
    const known = byText.get(text) ?? knownOf(passing);
    byText.set(text, known);
    return known;
  });
}

function knownOf(passing: Passing): Known {
  return {
    ...passing,
    ports: portsToOpen(passing),
    told: toldPorts(passing),
    byGates: once((_: OpeningGate) => new Map<OpeningGate, Told>()),
  };
}
