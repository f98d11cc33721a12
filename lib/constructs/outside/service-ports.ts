import type { Direction } from '../../kernel/direction';
import { decline } from '../composite-refusals';
import type { Rule } from '../dsl';
import { fieldOf } from '../dsl/shape';

/** A port of a Service, and where it leads on the pods. */
interface Mapped {
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
  const asked = rule.ports === 'all' ? [] : rule.ports.map(({ port }) => port);
  for (const port of asked) {
    const isTarget = mapped.some(({ target }) => target === port);
    const found = mapped.find((each) => each.port === port);
    if (isTarget || found === undefined) continue;
    decline({
      code: 'constructs/service-port',
      message: `\`on\` of \`AllowClientRange\` is port ${port} of the Service, whose pods listen on ${found.target}`,
      help: `write tcp(${typeof found.target === 'string' ? `'${found.target}'` : found.target})`,
    });
  }
}

/** A port leads to the same number on the pods unless it says otherwise (API type `ServicePort`). */
function mappedBy(port: unknown): Mapped {
  const number = fieldOf(port, 'port');
  return { port: number, target: fieldOf(port, 'targetPort') ?? number };
}
