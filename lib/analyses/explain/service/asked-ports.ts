import { DEFAULT_PROTOCOL, didYouMean, PORT_MAX, UsageError } from '../../../kernel';
import type { Service, ServicePort } from '../../../model';

/** `shop/db`: how a Service is called. */
export function serviceId({ namespace, name }: Service): string {
  return `${namespace}/${name}`;
}

/**
 * The ports of a Service that a question means: those with a number or a name, or all of them. A
 * headless Service translates nothing: a number is then the port of the pods, whatever the Service
 * says, and a name is looked up as DNS answers it (kubernetes.io "DNS for Services", SRV records).
 *
 * @throws {UsageError} for a port that the Service does not have
 */
export function askedPorts(service: Service, text: string | undefined): readonly ServicePort[] {
  if (text === undefined) return everyPort(service);
  const [port = '', protocol, ...more] = text.split('/');
  const wanted = protocol?.toUpperCase();
  const isAsked = (each: ServicePort) => wanted === undefined || each.protocol === wanted;
  const found =
    more.length > 0
      ? []
      : service.ports.filter((each) => isAsked(each) && isCalled(service, each, port));
  if (service.translates === 'no' && /^\d+$/.test(port))
    return direct(found, port, wanted, service);
  if (found.length > 0) return found;
  throw unknownPort(service, text);
}

function everyPort(service: Service): readonly ServicePort[] {
  if (service.ports.length > 0) return service.ports;
  throw new UsageError(
    `Service ${serviceId(service)} lists no ports`,
    service.translates === 'no' ? 'write the port of its pods' : 'ask for its pods instead',
  );
}

function isCalled({ translates }: Service, port: ServicePort, text: string): boolean {
  if (port.name === text || String(port.port) === text) return true;
  return translates === 'no' && String(port.targetPort) === text;
}

/** Number for number, with the protocols that the Service has it in. */
function direct(
  found: readonly ServicePort[],
  text: string,
  wanted: string | undefined,
  service: Service,
): readonly ServicePort[] {
  const port = Number(text);
  if (port < 1 || port > PORT_MAX) throw unknownPort(service, text);
  if (found.length > 0) return found.map((each) => ({ ...each, port, targetPort: port }));
  if (wanted !== undefined && wanted !== DEFAULT_PROTOCOL) throw unknownPort(service, text);
  const nameless = { name: undefined, nodePort: undefined };
  return [{ ...nameless, protocol: DEFAULT_PROTOCOL, port, targetPort: port }];
}

function unknownPort(service: Service, text: string): UsageError {
  const { ports } = service;
  const [number] = text.split('/');
  const behind = ports.find(({ targetPort }) => String(targetPort) === number);
  const words = ports.flatMap(({ port, name }) => [
    String(port),
    ...(name === undefined ? [] : [name]),
  ]);
  const meant =
    behind === undefined
      ? didYouMean(text, words)
      : ` It is where \`${behind.port}\` leads; clients ask for \`${behind.port}\`.`;
  const message = `Service ${serviceId(service)} has no port \`${text}\`.${meant}`;
  const known = ports.map(
    ({ port, name, protocol }) => `${port}/${protocol}${name === undefined ? '' : ` (${name})`}`,
  );
  return new UsageError(
    message,
    known.length === 0 ? 'list its ports' : `use one of ${known.join(', ')}`,
  );
}
