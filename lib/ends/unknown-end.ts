import { compareText, didYouMean, UsageError } from '../kernel';
import type { Directory } from './directory';
import { ANY_IP_NAME } from './named-addresses';
import { refuseService } from './service';

/** More names than this help nobody. */
const FEW = 10;

/** Nobody looks for a name in a longer table, and one that is much longer is summed up without any. */
const MOST_ROWS = 1_000;

/** Says that nothing has a name, and what was probably meant. @throws {UsageError} always */
export function unknownEnd(name: string, directory: Directory): never {
  const { cluster } = directory;
  const services = cluster.services.filter((service) =>
    [`${service.namespace}/${service.name}`, service.name].includes(name),
  );
  const [service] = services;
  if (service !== undefined && services.length === 1) {
    refuseService(service, name, directory);
  }
  throw new UsageError(
    `there is no workload or pod \`${name}\`.${meant(name, spellings(name, directory))}`,
    advice(name, directory),
  );
}

/** Every way to write an end that is written as `name` is: with a namespace, or without one. */
function spellings(name: string, { workloads, pods }: Directory): readonly string[] {
  if (!name.includes('/')) {
    const ids = workloads.map(({ endpoint }) => endpoint.id);
    const names = workloads.map(({ workload }) => workload.name);
    return [...ids.map((id) => id.slice(id.indexOf('/') + 1)), ...names, ANY_IP_NAME];
  }
  return [
    ...workloads.flatMap(({ endpoint, workload }) => [
      endpoint.id,
      `${workload.namespace}/${workload.name}`,
    ]),
    ...pods.map(({ endpoint, pods: [pod] }) => `${endpoint.namespace}/${pod.name}`),
  ];
}

/** The shortest of those that begin so, because people leave out what a tool has added; else the nearest. */
function meant(name: string, among: readonly string[]): string {
  const [whole] = among
    .filter((each) => /[^/]$/.test(name) && each.startsWith(name))
    .sort((a, b) => a.length - b.length || compareText(a, b));
  return didYouMean(whole ?? name, new Set(whole === undefined ? among : [whole]));
}

/** How to see the names that there are. */
function advice(name: string, { workloads, cluster }: Directory): string {
  const ids = new Set(workloads.map(({ endpoint }) => endpoint.id));
  if (ids.size > 0 && ids.size < FEW) return `use one of ${[...ids].join(', ')}`;
  if (ids.size <= MOST_ROWS) return 'netpol matrix lists all of them';
  const [home = ''] = name.split('/');
  const example = name.includes('/') && cluster.namespaces.has(home) ? home : 'NAMESPACE';
  return `netpol matrix -n ${example} lists those of a namespace`;
}
