import type { PodEnd } from '../../analyses';
import { didYouMean, UsageError } from '../../kernel';
import type { Service } from '../../model';
import type { Directory } from './directory';
import { splitPort } from './split-port';

const SERVICE_KINDS: readonly string[] = ['svc', 'service', 'services'];

/**
 * Refuses `svc/ns/name:port`, naming the pods that can be asked about instead.
 *
 * @throws {UsageError} where `text` means a Service
 */
export function refuseIfService(text: string, directory: Directory): void {
  const [kind = '', ...rest] = text.split('/');
  if (!SERVICE_KINDS.includes(kind.toLowerCase()) || rest.length === 0) return;
  const { name, port } = splitPort(rest.join('/'));
  const { services } = directory.cluster;
  const ids = services.map((service) => `${service.namespace}/${service.name}`);
  const found = services.filter(
    (service) =>
      `${service.namespace}/${service.name}` === name ||
      (service.name === name && livesThere(service, directory)),
  );
  const [service] = found;
  if (service === undefined) {
    throw new UsageError(`there is no Service \`${name}\`.${didYouMean(name, ids)}`);
  }
  refuseService(service, text, port, directory);
}

function livesThere({ namespace }: Service, { namespaces }: Directory): boolean {
  return namespaces.length === 0 || namespaces.includes(namespace);
}

/** Says that a Service is no end of a flow, and which pods are behind it. @throws {UsageError} always */
export function refuseService(
  service: Service,
  written: string,
  port: string | undefined,
  { workloads }: Directory,
): never {
  const behind = workloads
    .filter((end) => isBehind(service, end))
    .map(({ endpoint }) => endpoint.id);
  const target = targetOf(service, port);
  const ends = behind.map((id) => (target === undefined ? id : `${id}:${target}`));
  throw new UsageError(
    `\`${written}\` is a Service: policies see the pods behind it`,
    ends.length === 0 ? 'no pod of the input is behind it' : `ask for ${ends.join(' or ')}`,
  );
}

function isBehind({ selector, namespace }: Service, { pods: [pod] }: PodEnd): boolean {
  if (selector === undefined || pod.namespace !== namespace) return false;
  return [...selector].every(([key, value]) => pod.labels.get(key) === value);
}

/** Where a port of the Service leads on its pods. */
function targetOf({ ports }: Service, written: string | undefined): string | undefined {
  const [number] = (written ?? '').split('/');
  const port =
    written === undefined && ports.length === 1
      ? ports[0]
      : ports.find((each) => String(each.port) === number || each.name === number);
  if (port === undefined) return undefined;
  return port.protocol === 'TCP' ? `${port.targetPort}` : `${port.targetPort}/${port.protocol}`;
}
