import { formatRequirement, type Labels, UsageError } from '../../../kernel';
import type { Cluster, Pod, Service } from '../../../model';
import type { ExplainEnd } from '../explain';
import { serviceId } from './asked-ports';

/**
 * Refuses questions through a Service that manifests cannot answer.
 *
 * @throws {UsageError} for an ExternalName, and for clients outside that do not reach it as themselves
 */
export function refuseUnanswerable(service: Service, from: readonly ExplainEnd[]): void {
  const id = serviceId(service);
  if (service.type === 'ExternalName') {
    const name = service.externalName === undefined ? '' : ` ${service.externalName}`;
    throw new UsageError(
      `Service ${id} stands for the name${name}: which addresses that has cannot be decided from manifests`,
      'ask for an address or a block',
    );
  }
  if (from.every((end) => 'pods' in end)) return;
  const isOpen =
    ['NodePort', 'LoadBalancer'].includes(service.type) || service.externalIps.length > 0;
  if (!isOpen) {
    throw new UsageError(
      `Service ${id} is of type ${service.type}: addresses outside the cluster do not reach it`,
      'ask from a workload, or for the pods behind it',
    );
  }
  if (service.clientAddress === 'kept') return;
  throw new UsageError(
    `Service ${id} has externalTrafficPolicy Cluster: its pods see the address of a node, not of the client`,
    'netpol reach tells what enters through it; or ask from the address of a node',
  );
}

/** Why nothing is behind a Service at all. */
export function nothingBehind(cluster: Cluster, service: Service): UsageError {
  const id = serviceId(service);
  if (service.selector === undefined) {
    return new UsageError(
      `Service ${id} has no selector, and the input lists no endpoints for it`,
      'add its EndpointSlices or Endpoints to the input, or ask for an address',
    );
  }
  const wanted = textOf(service.selector);
  const near = nearestPod(cluster, service, service.selector);
  return new UsageError(
    `Service ${id} selects no pod of the input: it wants ${wanted}`,
    near === undefined ? 'add the workload behind it to the paths' : near,
  );
}

/** The pod that meets most of a selector, and what it has instead of the rest. */
function nearestPod(cluster: Cluster, service: Service, selector: Labels): string | undefined {
  const wanted = [...selector];
  const misses = (pod: Pod) => wanted.filter(([key, value]) => pod.labels.get(key) !== value);
  const candidates = cluster.workloads
    .flatMap(({ namespace, name, pods }) =>
      pods.map((pod) => ({ id: `${namespace}/${name}`, pod })),
    )
    .map(({ id, pod }) => ({ id, pod, missed: misses(pod) }));
  const elsewhere = candidates.find(({ missed }) => missed.length === 0);
  if (elsewhere !== undefined) {
    return `${elsewhere.id} has these labels, and a Service selects pods of its own namespace only`;
  }
  const near = candidates
    .filter(({ pod }) => pod.namespace === service.namespace)
    .filter(({ pod, missed }) => missed.some(([key]) => pod.labels.has(key)))
    .sort((a, b) => a.missed.length - b.missed.length)[0];
  if (near === undefined) return undefined;
  const has = near.missed.flatMap(([key]): [string, string][] => {
    const value = near.pod.labels.get(key);
    return value === undefined ? [] : [[key, value]];
  });
  return `${near.id} has ${textOf(new Map(has))}`;
}

function textOf(labels: Labels): string {
  return [...labels]
    .map(([key, value]) => formatRequirement({ key, operator: 'In', values: [value] }))
    .join(',');
}
