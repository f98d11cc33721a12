import { groupBy, once } from '../../../kernel';
import type { Pod, Service, ServicePort } from '../../../model';
import type { Examined } from '../check';
import { podsIn } from './pod-index';

/** One port of a Service that has a pod behind it. */
export interface Backed {
  readonly service: Service;
  readonly port: ServicePort;
  /** The port on the pod; undefined where no container of it has the name that the Service asks for. */
  readonly target: number | undefined;
}

/** The Service ports that a pod stands behind. */
export function backedBy(examined: Examined, pod: Pod): readonly Backed[] {
  return backing(examined)(pod);
}

const backing = once((examined: Examined) => {
  const services = groupBy(examined.cluster.services, firstLabelOf);
  return once((pod: Pod): readonly Backed[] =>
    [...pod.labels]
      .flatMap(([key, value]) => services.get(labelText(pod.namespace, key, value)) ?? [])
      .filter((service) => isBehind(service, pod))
      .flatMap((service) =>
        service.ports.map((port) => ({ service, port, target: targetOn(pod, port) })),
      ),
  );
});

/** A pod behind a Service carries the first label of its selector: few Services are left to look at. */
function firstLabelOf({ namespace, selector }: Service): string {
  const [label] = selector ?? [];
  return label === undefined ? '' : labelText(namespace, ...label);
}

function labelText(namespace: string, key: string, value: string): string {
  return `${namespace} ${key}=${value}`;
}

/** Whether a Service sends to a pod by its selector. */
export function isBehind({ namespace, selector }: Service, pod: Pod): boolean {
  if (selector === undefined || pod.namespace !== namespace) return false;
  return [...selector].every(([key, value]) => pod.labels.get(key) === value);
}

/** The pods that a Service selects. */
export function podsBehind(examined: Examined, service: Service): readonly Pod[] {
  const { pods } = podsIn(examined, service.namespace);
  return pods.flatMap(({ pod }) => (isBehind(service, pod) ? [pod] : []));
}

/** A name is looked up among the ports of its protocol; containers come before init containers. */
function targetOn(pod: Pod, { targetPort, protocol }: ServicePort): number | undefined {
  if (typeof targetPort === 'number') return targetPort;
  const named = pod.ports.filter((each) => each.name === targetPort && each.protocol === protocol);
  return (named.find(({ on }) => on === 'container') ?? named[0])?.port;
}
