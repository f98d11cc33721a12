import { groupBy, isJsonObject, type Labels, matches, once, type Selector } from '../../../kernel';
import type { Service, Workload } from '../../../model';
import type { Examined, Subject } from '../check';
import { at, writtenAs } from '../written';
import type { KnownPod } from './known-pods';
import { podsIn, selectedFrom } from './pod-index';

/** Something that stands above pods and has labels of its own, which are not those of its pods. */
export interface Carrier extends Subject {
  readonly namespace: string;
  readonly labels: Labels;
  /** Its pods. */
  readonly pods: readonly KnownPod[];
}

const CONTROLLERS = new Set([
  'Deployment',
  'StatefulSet',
  'DaemonSet',
  'ReplicaSet',
  'ReplicationController',
  'Job',
  'CronJob',
]);

const carriersIn = once((examined: Examined) =>
  groupBy(
    [
      ...examined.cluster.workloads.flatMap((workload) => carrierOf(examined, workload)),
      ...examined.cluster.services.flatMap((service) => serviceCarrier(examined, service)),
    ],
    ({ namespace }) => namespace,
  ),
);

function carrierOf(examined: Examined, workload: Workload): readonly Carrier[] {
  if (!CONTROLLERS.has(workload.kind)) return [];
  const pods = workload.pods.map((pod) => ({ pod, workload }));
  return [{ ...workload, labels: ownLabels(examined, workload), pods }];
}

function serviceCarrier(examined: Examined, service: Service): readonly Carrier[] {
  const { namespace, name, origin, selector } = service;
  if (selector === undefined) return [];
  const requirements = [...selector].map(([key, value]) => ({
    key,
    operator: 'In' as const,
    values: [value],
  }));
  const pods = selectedFrom(podsIn(examined, namespace), { requirements });
  const labels = ownLabels(examined, service);
  return pods.length === 0 ? [] : [{ kind: 'Service', namespace, name, origin, labels, pods }];
}

function ownLabels(examined: Examined, { origin }: Pick<Subject, 'origin'>): Labels {
  const labels = at(writtenAs(examined, origin), ['metadata', 'labels']);
  if (!isJsonObject(labels)) return new Map();
  return new Map(
    Object.entries(labels).flatMap(([key, value]) =>
      typeof value === 'string' ? [[key, value] as const] : [],
    ),
  );
}

/** What carries, in one of these namespaces, the labels that a selector asks pods for. */
export function carriersOf(
  examined: Examined,
  selector: Selector,
  namespaces: readonly string[],
): readonly Carrier[] {
  const here = namespaces.flatMap((name) => carriersIn(examined).get(name) ?? []);
  return here.filter(({ labels }) => matches(selector, labels));
}
