import type { PodEnd } from '../analyses';
import { type EveryPort, type Port, show } from '../constructs';
import { namedPorts } from '../ends';
import {
  ALL_PORTS,
  DEFAULT_PROTOCOL,
  NO_PORTS,
  PORT_MAX,
  PORT_MIN,
  type PortSet,
  type PortSpec,
  PROTOCOLS,
  portRange,
  portWords,
  UsageError,
  unionPorts,
} from '../kernel';

/** A port of a question: `tcp(5432)`, `udp(53)`, `tcp('metrics')`, `tcp.range(1, 9)`, `allPorts()`. */
export type PortArgument = Port | EveryPort;

/** Ports as an intent says them; undefined where the question names none, or every one. */
export function portSpecs(ports: readonly PortArgument[]): readonly PortSpec[] | undefined {
  if (ports.length === 0 || ports.some(({ kind }) => kind === 'all-ports')) return undefined;
  return ports.flatMap((port) => (port.kind === 'port' ? [port.spec] : []));
}

/**
 * The numbers that ports mean at a destination; undefined where the question names none.
 *
 * @throws {UsageError} for a name that no container there declares, or that differs between them
 */
export function portNumbers(
  ports: readonly PortArgument[],
  to: readonly PodEnd[],
): PortSet | undefined {
  if (ports.length === 0) return undefined;
  const sets = ports.map((port) => (port.kind === 'all-ports' ? ALL_PORTS : numbers(port, to)));
  return sets.reduce(unionPorts, NO_PORTS);
}

function numbers({ spec }: Port, to: readonly PodEnd[]): PortSet {
  const { protocol = DEFAULT_PROTOCOL, port, endPort } = spec;
  if (port === undefined) return portRange(protocol, PORT_MIN, PORT_MAX);
  if (typeof port === 'string') return namedPorts(`${port}/${protocol}`, to);
  return portRange(protocol, port, endPort ?? port);
}

/** `5432/TCP, metrics/TCP`: ports as a person says them; `all ports` for every one. */
export function portsInWords(ports: readonly PortArgument[]): string {
  return ports.map(portInWords).join(', ');
}

/** One port as the words of a destination have it: `5432/TCP`, `metrics/TCP`. */
export function portInWords(port: PortArgument): string {
  if (port.kind === 'all-ports') return 'all ports';
  return portWords(port.spec);
}

/** The ports of a set as arguments, for a destination that was written `shop/db:5432`. */
export function portArguments(set: PortSet): readonly PortArgument[] {
  return PROTOCOLS.flatMap((protocol) =>
    set[protocol].map(([first, last]): PortArgument => {
      const spec = { protocol, port: first, ...(first === last ? {} : { endPort: last }) };
      return { kind: 'port', spec };
    }),
  );
}

/** Refuses what is no port: `toReach('shop/db', 5432)`. @throws {UsageError} */
export function checkPorts(ports: readonly unknown[]): void {
  for (const port of ports) {
    if (isPort(port)) continue;
    const meant = typeof port === 'number' ? `tcp(${port})` : 'tcp(5432) or udp(53)';
    throw new UsageError(`${show(port)} is not a port: write ${meant}`);
  }
}

function isPort(found: unknown): found is PortArgument {
  if (typeof found !== 'object' || found === null || !('kind' in found)) return false;
  return found.kind === 'all-ports' || (found.kind === 'port' && 'spec' in found);
}
