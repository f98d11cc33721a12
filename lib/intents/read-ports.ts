import {
  isProtocol,
  type PortSpec,
  PROTOCOLS,
  type Protocol,
  portNameProblems,
  portNumberProblems,
} from '../kernel';
import { type Node, readAll } from './node';

/** Ports as a flow has them: absent for every port. */
export interface FlowPorts {
  readonly ports?: readonly PortSpec[];
}

/** Reads one port, a list of them, or `all`; undefined if any of them cannot be read. */
export function readPorts(node: Node): FlowPorts | undefined {
  if (node.value === 'all') return {};
  if (node.items().length === 0) return node.refuse('intents/not-a-port', 'no port is listed');
  const ports = readAll(node.items(), readPort);
  return ports && { ports };
}

function readPort(node: Node): PortSpec | undefined {
  const { value } = node;
  if (typeof value === 'number') return checked(node, 'TCP', value);
  if (typeof value !== 'string') {
    return node.refuse('intents/not-a-port', `${node.shown()} stands where a port belongs`);
  }
  if (value === 'all') {
    const message = '`all` is every port, and no port of a list';
    return node.refuse(
      'intents/not-a-port',
      message,
      'write `ports: all`, or a port by its number',
    );
  }
  // Names of ports are in lower case, so a protocol alone is none.
  if (isProtocol(value)) return { protocol: value };
  const [port = '', protocol = 'TCP', ...more] = value.split('/');
  if (more.length > 0 || !isProtocol(protocol)) {
    const upper = protocol.toUpperCase();
    const help = isProtocol(upper) ? `write ${port}/${upper}` : `use ${PROTOCOLS.join(', ')}`;
    return node.refuse('intents/not-a-port', `${node.shown()} names no protocol`, help);
  }
  const [, first, last] = /^(\d{1,5})(?:-(\d{1,5}))?$/.exec(port) ?? [];
  if (first === undefined) return checkedName(node, protocol, port);
  return last === undefined
    ? checked(node, protocol, Number(first))
    : checkedRange(node, protocol, Number(first), Number(last));
}

function checked(node: Node, protocol: Protocol, port: number): PortSpec | undefined {
  const [problem] = portNumberProblems(port);
  if (problem === undefined) return { protocol, port };
  return node.refuse('intents/not-a-port', `port ${node.shown()} ${problem}`);
}

function checkedRange(
  node: Node,
  protocol: Protocol,
  first: number,
  last: number,
): PortSpec | undefined {
  const [problem] = [first, last].flatMap(portNumberProblems);
  if (problem !== undefined) {
    return node.refuse('intents/not-a-port', `ports ${node.shown()} ${problem}`);
  }
  if (last >= first) return { protocol, port: first, endPort: last };
  const message = `ports ${node.shown()} end before they start`;
  return node.refuse('intents/not-a-port', message, `write ${last}-${first}/${protocol}`);
}

function checkedName(node: Node, protocol: Protocol, port: string): PortSpec | undefined {
  const [problem] = portNameProblems(port);
  if (problem === undefined) return { protocol, port };
  const message = `${node.shown()} is no port, and no name of one: ${problem}`;
  return node.refuse('intents/not-a-port', message);
}
