import { didYouMean, UsageError } from '../kernel';
import type { Directory } from './directory';
import { ANY_IP_NAME } from './named-addresses';
import { refuseService } from './service';

/** More names than this help nobody. */
const FEW = 10;

/** Says that nothing has a name, and what was probably meant. @throws {UsageError} always */
export function unknownEnd(name: string, directory: Directory): never {
  const { workloads, pods, cluster } = directory;
  const services = cluster.services.filter((service) =>
    [`${service.namespace}/${service.name}`, service.name].includes(name),
  );
  const [service] = services;
  if (service !== undefined && services.length === 1) {
    refuseService(service, name, directory);
  }
  const ids = [...new Set(workloads.map(({ endpoint }) => endpoint.id))];
  const spellings = name.includes('/')
    ? [...ids, ...pods.map(({ endpoint, pods: [pod] }) => `${endpoint.namespace}/${pod.name}`)]
    : [...ids.map((id) => id.slice(id.indexOf('/') + 1)), ANY_IP_NAME];
  throw new UsageError(
    `there is no workload or pod \`${name}\`.${didYouMean(name, spellings)}`,
    ids.length > 0 && ids.length < FEW
      ? `use one of ${ids.join(', ')}`
      : 'netpol matrix lists all of them',
  );
}
