import { podClasses, podClassesAnywhere } from '../../engine';
import { byText, groupBy, once } from '../../kernel';
import type { Cluster, FlowEnd, Pod, Workload } from '../../model';
import type { WorkloadEndpoint } from '../../results';

/** What makes one row of an answer: a workload, or each of its pods. */
export type Granularity = 'workload' | 'pod';

/** An endpoint of an answer together with the pods behind it. */
export interface PodEnd {
  readonly endpoint: WorkloadEndpoint;
  readonly workload: Workload;
  readonly pods: readonly [Pod, ...Pod[]];
}

/** The rows of an answer about pods, sorted by id: workloads, split where a policy can tell their pods apart. */
export function podEnds(cluster: Cluster, granularity: Granularity): readonly PodEnd[] {
  return ENDS[granularity](cluster);
}

/** A door asks for names and an analysis for rows: both get the same ends. */
const ENDS = {
  workload: once((cluster: Cluster) => makeEnds(cluster, 'workload')),
  pod: once((cluster: Cluster) => makeEnds(cluster, 'pod')),
};

function makeEnds(cluster: Cluster, granularity: Granularity): readonly PodEnd[] {
  const nameOf = workloadNames(cluster);
  const partsOf = partsBy(cluster, granularity);
  return cluster.workloads
    .flatMap((workload) => {
      const parts = [...partsOf(workload).values()].flatMap(([first, ...rest]) =>
        first === undefined ? [] : [[first, ...rest] as const],
      );
      return parts.map((pods): PodEnd => {
        const whole = parts.length === 1 && (granularity === 'workload' || pods.length === 1);
        const id = whole ? nameOf(workload) : `${nameOf(workload)}[${pods[0].name}]`;
        return { endpoint: endpointOf(id, workload, pods), workload, pods: [...pods] };
      });
    })
    .sort(byText(({ endpoint }) => endpoint.id));
}

/** How many rows these are, counted without making any of them. */
export function countPodEnds(cluster: Cluster, granularity: Granularity): number {
  return granularity === 'pod' ? countNames(cluster) : countParts(cluster);
}

function countNames({ workloads }: Cluster): number {
  return workloads.reduce((rows, { pods }) => rows + new Set(pods.map(nameOfPod)).size, 0);
}

function countParts(cluster: Cluster): number {
  const classOf = podClasses(cluster);
  const anywhere = podClassesAnywhere(cluster);
  let rows = 0;
  let first = 0;
  for (const { kind, pods } of cluster.workloads) {
    const next = first + pods.length;
    if (kind === 'Pod' && pods.length > 1) rows += new Set(pods.map(classOf)).size;
    else rows += countDistinct(anywhere, first, next);
    first = next;
  }
  return rows;
}

/** How many different numbers there are from one place to another; nearly always it is one. */
function countDistinct(numbers: Int32Array, start: number, end: number): number {
  if (start === end) return 0;
  const first = numbers[start] ?? 0;
  const others = new Set<number>();
  for (let at = start + 1; at < end; at += 1) {
    const number = numbers[at] ?? 0;
    if (number !== first) others.add(number);
  }
  return others.size + 1;
}

/** The pods of a workload, by what makes a row of them. */
function partsBy(
  cluster: Cluster,
  granularity: Granularity,
): (workload: Workload) => ReadonlyMap<string | number, readonly Pod[]> {
  const key = rowKeys(cluster, granularity);
  return ({ kind, pods }) =>
    groupBy(granularity === 'pod' || kind === 'Pod' ? pods : pods.map(anywhere), key(kind));
}

/** What pods of one kind of workload have in common when they make one row. */
function rowKeys(
  cluster: Cluster,
  granularity: Granularity,
): (kind: string) => (pod: Pod) => string | number {
  if (granularity === 'pod') return () => nameOfPod;
  const classOf = podClasses(cluster);
  const nodes = hostNodes(cluster);
  // Where a pod runs tells it apart only on the nodes of pods that are on them.
  const anywhereClass = (pod: Pod) =>
    classOf(pod.node !== undefined && nodes.has(pod.node) ? anywhere(pod) : pod);
  return (kind) => (kind === 'Pod' ? classOf : anywhereClass);
}

function nameOfPod({ name }: Pod): string {
  return name;
}

function hostNodes({ workloads }: Cluster): ReadonlySet<string> {
  const nodes = new Set<string>();
  for (const { pods } of workloads) {
    for (const { hostNetwork, node } of pods) {
      if (hostNetwork && node !== undefined) nodes.add(node);
    }
  }
  return nodes;
}

function endpointOf(id: string, workload: Workload, pods: readonly Pod[]): WorkloadEndpoint {
  const known = pods.filter(({ stands }) => stands === 'for-one-pod');
  return {
    id,
    kind: 'workload',
    namespace: workload.namespace,
    name: workload.name,
    workloadKind: workload.kind,
    pods: known.map(({ name }) => name).sort(),
    ...(pods.some(({ hostNetwork }) => hostNetwork) ? { hostNetwork: true } : {}),
    // Finding a line takes longer than everything else here, and most ends are never shown.
    get source() {
      return workload.origin.at([]);
    },
  };
}

/** How each workload is called: `namespace/name`, or `namespace/kind/name` for all that share a name. */
export const workloadNames = once(({ workloads }: Cluster): ((workload: Workload) => string) => {
  const short = ({ namespace, name }: Workload) => `${namespace}/${name}`;
  const sharing = groupBy(workloads, short);
  return (workload) =>
    (sharing.get(short(workload))?.length ?? 0) > 1
      ? `${workload.namespace}/${workload.kind}/${workload.name}`
      : short(workload);
});

/**
 * The pod of a workload without its place: traffic from a pod's own node is not counted there,
 * because the next replica may run elsewhere. A bare pod stays where it is.
 */
function anywhere(pod: Pod): Pod {
  return pod.node === undefined ? pod : { ...pod, node: undefined };
}

/** A flow's two ends from one endpoint to another; undefined where there is only one pod to itself. */
export function endsBetween(from: PodEnd, to: PodEnd): readonly [FlowEnd, FlowEnd] | undefined {
  const source = from.pods[0];
  const destination = from === to ? (to.pods[1] ?? to.pods[0]) : to.pods[0];
  if (source === destination && source.stands === 'for-one-pod') return undefined;
  return [
    { kind: 'pod', pod: source },
    { kind: 'pod', pod: destination },
  ];
}
