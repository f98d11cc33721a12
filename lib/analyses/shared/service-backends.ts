import {
  type Address,
  type AddressSet,
  groupBy,
  justAddress,
  type Labels,
  lazy,
  unionAddresses,
} from '../../kernel';

import type { Cluster, ListedEndpoint, Pod, Service, ServicePort } from '../../model';
import { type AddressEnd, addressEnds } from './address-ends';
import { type EndIndex, endIndex } from './end-index';
import { type PodEnd, podEnds } from './workload-endpoints';

/** Where one port of a Service leads: pods, or listed addresses, on one target port. */
export interface ServiceTarget {
  readonly end: PodEnd | AddressEnd;
  readonly port: number;
  /** Whether a container of every one of these pods declares the port; it would be open without. */
  readonly declares: 'yes' | 'no' | 'not-a-pod';
}

/** Everything behind one port of a Service. */
export interface ServiceBackends {
  readonly targets: readonly ServiceTarget[];
  /** Pods that do not declare the name of the target port: the Service has no endpoint on them. */
  readonly without: readonly PodEnd[];
}

/** Finds what is behind a port of a Service of this cluster. */
export function backendFinder(
  cluster: Cluster,
): (service: Service, port: ServicePort) => ServiceBackends {
  const ends = podEnds(cluster, 'workload');
  // Most questions are about no Service at all.
  const indexed = lazy(() => endIndex(ends));
  return (service, port) => {
    const index = indexed();
    const { namespace, selector } = service;
    return selector === undefined
      ? listed(cluster, index, service, port)
      : selected(index.selectedBy(namespace, selector), service, selector, port);
  };
}

/** Whether a Service with this selector has a pod among its endpoints: pods of its namespace only. */
function isBehind(service: Service, selector: Labels, pod: Pod): boolean {
  if (pod.namespace !== service.namespace) return false;
  return [...selector].every(([key, value]) => pod.labels.get(key) === value);
}

function selected(
  ends: readonly PodEnd[],
  service: Service,
  selector: Labels,
  port: ServicePort,
): ServiceBackends {
  const behind = ends.flatMap((end) => {
    const pods = end.pods.filter((pod) => isBehind(service, selector, pod));
    return parts(end, pods, (pod) => targetOn(pod, port));
  });
  return {
    targets: behind.flatMap(({ end, key }) =>
      key === undefined ? [] : [{ end, port: key, declares: declares(end, port, key) }],
    ),
    without: behind.filter(({ key }) => key === undefined).map(({ end }) => end),
  };
}

/**
 * The number that a target port means on one pod. A name is looked up among the ports of the same
 * protocol: the first container that declares it counts, and init containers that keep running come
 * last (kubernetes.io "Service", Port definitions; Kubernetes pull request 127976).
 */
function targetOn(pod: Pod, { targetPort, protocol }: ServicePort): number | undefined {
  if (typeof targetPort === 'number') return targetPort;
  const named = pod.ports.filter((each) => each.name === targetPort && each.protocol === protocol);
  return (named.find(({ on }) => on === 'container') ?? named[0])?.port;
}

function declares({ pods }: PodEnd, { protocol }: ServicePort, port: number): 'yes' | 'no' {
  const all = pods.every(({ ports }) =>
    ports.some((each) => each.port === port && each.protocol === protocol),
  );
  return all ? 'yes' : 'no';
}

/** The pods of one row by what `keyOf` says of them, each part as a row of its own. */
function parts<K>(
  end: PodEnd,
  pods: readonly Pod[],
  keyOf: (pod: Pod) => K,
): readonly { readonly end: PodEnd; readonly key: K }[] {
  return [...groupBy(pods, keyOf)].flatMap(([key, [first, ...rest]]) =>
    first === undefined ? [] : [{ key, end: partOf(end, [first, ...rest]) }],
  );
}

/** Some pods of a row as a row. */
function partOf(end: PodEnd, pods: readonly [Pod, ...Pod[]]): PodEnd {
  if (pods.length === end.pods.length) return end;
  const whole = end.endpoint.id.replace(/\[[^\]]*\]$/, '');
  const names = pods.filter(({ stands }) => stands === 'for-one-pod').map(({ name }) => name);
  const endpoint = { ...end.endpoint, id: `${whole}[${pods[0].name}]`, pods: names.sort() };
  return { endpoint, workload: end.workload, pods };
}

/** The endpoints that the input lists: known pods, or addresses. */
function listed(
  cluster: Cluster,
  index: EndIndex,
  service: Service,
  port: ServicePort,
): ServiceBackends {
  const all = service.endpoints.flatMap(({ endpoints, ports }) =>
    ports
      .filter(({ name, protocol }) => name === (port.name ?? '') && protocol === port.protocol)
      .flatMap((to) => endpoints.map((endpoint) => ({ endpoint, port: to.port }))),
  );
  const targets = [...groupBy(all, (each) => each.port)].flatMap(([number, group]) => {
    const isListed = (pod: Pod) => group.some(({ endpoint }) => isAt(service, endpoint, pod));
    const ends = index.listedBy(
      service,
      group.map(({ endpoint }) => endpoint),
    );
    const pods = ends.flatMap((end) => parts(end, end.pods.filter(isListed), () => number));
    const known = pods.flatMap(({ end }) => end.pods);
    const addresses = group
      .filter(({ endpoint }) => !known.some((pod) => isAt(service, endpoint, pod)))
      .map(({ endpoint }) => endpoint.address);
    return [
      ...pods.map(
        ({ end }): ServiceTarget => ({ end, port: number, declares: declares(end, port, number) }),
      ),
      ...addressTargets(cluster, addresses, number),
    ];
  });
  return { targets, without: [] };
}

function isAt(service: Service, { pod: name, address }: ListedEndpoint, pod: Pod): boolean {
  if (name !== undefined) return pod.name === name && pod.namespace === service.namespace;
  return pod.addresses.some(
    ({ family, value }) => family === address.family && value === address.value,
  );
}

function addressTargets(
  cluster: Cluster,
  addresses: readonly Address[],
  port: number,
): readonly ServiceTarget[] {
  const [first, ...rest] = addresses.map(justAddress);
  if (first === undefined) return [];
  const together: AddressSet = rest.reduce(unionAddresses, first);
  return addressEnds(cluster, together).map((end) => ({ end, port, declares: 'not-a-pod' }));
}
