import { DEFAULT_PROTOCOL, type PortSpec, portWords } from '../../kernel';
import type { Service, ServicePort } from '../../model';

/** The target ports that some ports of a Service lead to, and those that it does not have. */
export function servicePorts(
  { ports }: Service,
  asked: readonly PortSpec[] | undefined,
): { readonly specs: readonly PortSpec[]; readonly unknown: readonly string[] } {
  if (asked === undefined) {
    return { specs: ports.map(targetOf), unknown: ports.length === 0 ? ['any'] : [] };
  }
  const found = asked.map((spec) => ({ spec, ports: ports.filter((port) => isMeant(port, spec)) }));
  return {
    specs: found.flatMap((each) => each.ports.map(targetOf)),
    unknown: found.filter((each) => each.ports.length === 0).map(({ spec }) => portWords(spec)),
  };
}

function targetOf({ protocol, targetPort }: ServicePort): PortSpec {
  return { protocol, port: targetPort };
}

function isMeant(
  own: ServicePort,
  { protocol = DEFAULT_PROTOCOL, port, endPort }: PortSpec,
): boolean {
  if (own.protocol !== protocol) return false;
  if (port === undefined) return true;
  if (typeof port === 'string') return own.name === port;
  return port <= own.port && own.port <= (endPort ?? port);
}
