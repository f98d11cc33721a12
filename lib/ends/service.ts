import { didYouMean, UsageError } from '../kernel';
import type { Service } from '../model';
import type { Directory } from './directory';
import { splitPort } from './split-port';

const SERVICE_KINDS: readonly string[] = ['svc', 'service', 'services'];

/** A Service and the port behind it, as an argument names them. */
export interface NamedService {
  readonly service: Service;
  readonly port: string | undefined;
}

/**
 * The Service that `svc/ns/name:port` or `svc/name` means; undefined for what names none.
 *
 * @throws {UsageError} for a Service that is not there, or that several could be
 */
export function namedService(text: string, directory: Directory): NamedService | undefined {
  const [kind = '', ...rest] = text.split('/');
  if (!SERVICE_KINDS.includes(kind.toLowerCase()) || rest.length === 0) return undefined;
  const { name, port } = splitPort(rest.join('/'));
  const { services } = directory.cluster;
  const exact = services.filter((service) => idOf(service) === name);
  const found =
    exact.length > 0
      ? exact
      : services.filter((service) => service.name === name && livesThere(service, directory));
  const [service, ...others] = found;
  if (service === undefined) throw unknownService(name, services);
  if (others.length === 0) return { service, port };
  throw new UsageError(
    `\`${text}\` could be ${found.map((each) => `svc/${idOf(each)}`).join(' or ')}`,
    'write the one you mean in full',
  );
}

function idOf({ namespace, name }: Service): string {
  return `${namespace}/${name}`;
}

function livesThere({ namespace }: Service, { namespaces }: Directory): boolean {
  return namespaces.length === 0 || namespaces.includes(namespace);
}

/** More names than this help nobody. */
const FEW = 10;

function unknownService(name: string, services: readonly Service[]): UsageError {
  const ids = services.map(idOf);
  const spellings = name.includes('/') ? ids : services.map((service) => service.name);
  const meant = didYouMean(name, spellings);
  if (ids.length === 0) {
    return new UsageError(`there is no Service \`${name}\``, 'the input holds no Service at all');
  }
  return new UsageError(
    `there is no Service \`${name}\`.${meant}`,
    meant === '' && ids.length < FEW ? `use one of ${ids.join(', ')}` : undefined,
  );
}

/**
 * Refuses a Service where pods are asked for.
 *
 * @throws {UsageError} where `text` means a Service
 */
export function refuseIfService(text: string, directory: Directory): void {
  const named = namedService(text, directory);
  if (named !== undefined) refuseService(named.service, text, directory);
}

/** Says which pods are behind a Service, and how to ask through it. @throws {UsageError} always */
export function refuseService(service: Service, written: string, { workloads }: Directory): never {
  const behind = workloads
    .filter(({ pods: [pod] }) => {
      if (service.selector === undefined || pod.namespace !== service.namespace) return false;
      return [...service.selector].every(([key, value]) => pod.labels.get(key) === value);
    })
    .map(({ endpoint }) => endpoint.id);
  const pods = behind.length === 0 ? '' : `; its pods are ${behind.join(', ')}`;
  throw new UsageError(
    `\`${written}\` is a Service: policies see the pods behind it${pods}`,
    `explain takes it as a destination: svc/${idOf(service)}`,
  );
}
