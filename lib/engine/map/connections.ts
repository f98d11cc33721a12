import { NO_PORTS, type PortSet, toPortRanges } from '../../kernel';
import type { Connection } from '../evaluator';

/**
 * Makes connections; those that say the same are one object, so whoever compares or prints many of
 * them does so once for each. Equal sets of ports are one object already, which finds a decided one
 * without a text of it. Holds as many as there are different ones.
 */
export interface Connections {
  /** Undefined where something is undecided: only the pair itself knows what it waits for. */
  decided(allowed: PortSet, possible: PortSet): Connection | undefined;
  same(connection: Connection): Connection;
}

export function connections(): Connections {
  const decided = new Map<PortSet, Connection>();
  const known = new Map<string, Connection>();
  const same = (connection: Connection): Connection => {
    const { allowed, undecided, reasons } = connection;
    const form = JSON.stringify([
      toPortRanges(allowed),
      toPortRanges(undecided),
      reasons.map(({ id, ports }) => [id, toPortRanges(ports)]),
    ]);
    const found = known.get(form) ?? connection;
    known.set(form, found);
    return found;
  };
  return {
    same,
    decided: (allowed, possible) => {
      if (allowed !== possible) return undefined;
      const found = decided.get(allowed) ?? same({ allowed, undecided: NO_PORTS, reasons: [] });
      decided.set(allowed, found);
      return found;
    },
  };
}
