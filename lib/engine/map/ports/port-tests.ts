import type { PortSet, Protocol } from '../../../kernel';
import { firstAbove } from '../lists/bisect';
import { NONE } from './port-values';

/** Whether a port passes, by the number of what passes. */
export type PortTest = (value: number, protocol: Protocol, port: number) => boolean;

/**
 * Tests single ports. For each value and protocol the ports where passing begins and ends are
 * one ascending list; a port passes where the number of those up to it is odd. There are few
 * values, and each is laid out when it is first asked for.
 */
export function portTests(passing: (value: number) => PortSet): PortTest {
  const known: Borders[] = [];
  return (value, protocol, port) => {
    if (value === NONE) return false;
    let borders = known[value];
    if (borders === undefined) {
      borders = bordersOf(passing(value));
      known[value] = borders;
    }
    return (firstAbove(listFor(borders, protocol), port) & 1) === 1;
  };
}

type Borders = Readonly<Record<Protocol, Int32Array>>;

function bordersOf(ports: PortSet): Borders {
  const of = (protocol: Protocol) =>
    Int32Array.from(ports[protocol].flatMap(([first, last]) => [first, last + 1]));
  return { TCP: of('TCP'), UDP: of('UDP'), SCTP: of('SCTP') };
}

/** Each protocol by its name: a look-up by a name that varies is several times as slow. */
function listFor(borders: Borders, protocol: Protocol): Int32Array {
  if (protocol === 'TCP') return borders.TCP;
  return protocol === 'UDP' ? borders.UDP : borders.SCTP;
}
