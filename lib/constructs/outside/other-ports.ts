import {
  ALL_PORTS,
  NO_PORTS,
  PORT_MAX,
  PORT_MIN,
  type PortSet,
  type PortSpec,
  PROTOCOLS,
  type Protocol,
  portRange,
  subtractPorts,
  unionPorts,
} from '../../kernel';

/** Every port of every protocol but these. The name of a port is no number, and is not left out. */
export function otherPorts(ports: readonly PortSpec[]): readonly PortSpec[] {
  const rest = subtractPorts(ALL_PORTS, ports.map(numbersOf).reduce(unionPorts, NO_PORTS));
  return PROTOCOLS.flatMap((protocol) =>
    rest[protocol].map(([first, last]) => specOf(protocol, first, last)),
  );
}

function numbersOf({ protocol = 'TCP', port, endPort }: PortSpec): PortSet {
  if (port === undefined) return portRange(protocol, PORT_MIN, PORT_MAX);
  return typeof port === 'number' ? portRange(protocol, port, endPort) : NO_PORTS;
}

function specOf(protocol: Protocol, first: number, last: number): PortSpec {
  if (first === PORT_MIN && last === PORT_MAX) return { protocol };
  return { protocol, port: first, ...(first < last && { endPort: last }) };
}
