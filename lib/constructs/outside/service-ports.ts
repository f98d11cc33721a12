import type { Direction } from '../../kernel/direction';
import { DEFAULT_PROTOCOL, type Protocol } from '../../kernel/protocol';
import { decline } from '../composite-refusals';
import type { Rule } from '../dsl';
import { fieldOf } from '../dsl/shape';

/** A port of a Service, and where it leads on the pods. */
interface Mapped {
  readonly protocol: unknown;
  readonly port: unknown;
  readonly target: unknown;
}

/**
 * Checks that a rule names ports of pods, where the Service in front of them answers on others.
 *
 * @throws {InvalidInputError} naming the port that the pods listen on
 */
export function checkTargetPorts(rule: Rule<Direction>, service: object): void {
  const ports = fieldOf(service, 'ports');
  const mapped = Array.isArray(ports) ? ports.map(mappedBy) : [];
  for (const { protocol = DEFAULT_PROTOCOL, port } of rule.ports === 'all' ? [] : rule.ports) {
    // The same number may lead elsewhere for another protocol.
    const alike = mapped.filter((each) => each.protocol === protocol);
    const found = alike.find((each) => each.port === port);
    if (found === undefined || alike.some(({ target }) => target === port)) continue;
    const { target } = found;
    decline({
      code: 'constructs/service-port',
      message: `\`on\` of \`AllowClientRange\` is port ${port} of the Service, whose pods listen on ${target}`,
      help: `write ${CALL[protocol]}(${typeof target === 'string' ? `'${target}'` : target})`,
    });
  }
}

/** How an author writes a port of a protocol. */
const CALL: Readonly<Record<Protocol, string>> = { TCP: 'tcp', UDP: 'udp', SCTP: 'sctp' };

/** A port is TCP and leads to the same number on the pods unless it says otherwise (API type `ServicePort`). */
function mappedBy(port: unknown): Mapped {
  const number = fieldOf(port, 'port');
  const protocol = fieldOf(port, 'protocol') ?? DEFAULT_PROTOCOL;
  return { protocol, port: number, target: fieldOf(port, 'targetPort') ?? number };
}
