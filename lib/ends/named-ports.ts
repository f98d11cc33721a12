import type { PodEnd } from '../analyses';
import {
  DEFAULT_PROTOCOL,
  didYouMean,
  formatPorts,
  isProtocol,
  PORT_MAX,
  type PortSet,
  PROTOCOLS,
  type Protocol,
  portRange,
  UsageError,
} from '../kernel';

/**
 * The ports that `5432`, `53/UDP`, `8000-8100` or a container port name of the destination means.
 *
 * @throws {UsageError} for what is no port there
 */
export function namedPorts(text: string, to: readonly PodEnd[]): PortSet {
  const [port = '', protocolText, ...more] = text.split('/');
  if (more.length > 0) throw notAPort(text);
  const protocol = protocolText === undefined ? undefined : parseProtocol(protocolText);
  const range = /^(\d+)(?:-(\d+))?$/.exec(port);
  if (range === null) return declaredPorts(port, protocol, to);
  const first = Number(range[1]);
  const last = Number(range[2] ?? first);
  if (first < 1 || last > PORT_MAX || first > last) throw notAPort(text);
  return portRange(protocol ?? DEFAULT_PROTOCOL, first, last);
}

function notAPort(text: string): UsageError {
  return new UsageError(
    `\`${text}\` is not a port`,
    'write a number in 1..65535, a range, or the name of a container port, and perhaps /UDP',
  );
}

function parseProtocol(text: string): Protocol {
  const upper = text.toUpperCase();
  if (isProtocol(upper)) return upper;
  throw new UsageError(
    `there is no protocol \`${text}\`.${didYouMean(upper, PROTOCOLS)}`,
    `use one of ${PROTOCOLS.join(', ')}`,
  );
}

function declaredPorts(
  name: string,
  protocol: Protocol | undefined,
  to: readonly PodEnd[],
): PortSet {
  const declared = to.flatMap(({ pods }) => pods.flatMap(({ ports }) => ports));
  const named = declared.filter(
    (port) => port.name === name && (protocol === undefined || port.protocol === protocol),
  );
  const meanings = new Map(
    named.map((port) => {
      const set = portRange(port.protocol, port.port);
      return [formatPorts(set), set];
    }),
  );
  const [meaning, ...others] = meanings.values();
  if (meaning === undefined) throw undeclared(name, to);
  if (others.length === 0) return meaning;
  throw new UsageError(
    `\`${name}\` is ${[...meanings.keys()].join(' here and ')} there`,
    'write the number',
  );
}

function undeclared(name: string, to: readonly PodEnd[]): UsageError {
  const [first] = to;
  if (first === undefined) {
    return new UsageError(`\`${name}\` is a port name, and addresses have none`, 'write a number');
  }
  const names = to.flatMap(({ pods }) =>
    pods.flatMap(({ ports }) => ports.flatMap((port) => port.name ?? [])),
  );
  const known = [...new Set(names)].sort();
  return new UsageError(
    `${first.endpoint.id} has no container port called \`${name}\`.${didYouMean(name, known)}`,
    known.length === 0 ? 'write a number' : `use one of ${known.join(', ')}, or a number`,
  );
}
