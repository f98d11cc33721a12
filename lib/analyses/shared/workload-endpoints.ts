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

/** A row of an answer about pods; its id is that of the endpoint, which is made when somebody asks. */
export interface PodRow extends PodEnd {
  readonly id: string;
}

/** The rows of an answer about pods, sorted by id: workloads, split where a policy can tell their pods apart. */
export function podEnds(cluster: Cluster, granularity: Granularity): readonly PodRow[] {
  return ENDS[granularity](cluster);
}

/** A door asks for names and an analysis for rows: both get the same ends. */
const ENDS = {
  workload: once((cluster: Cluster) => makeEnds(cluster, 'workload')),
  pod: once((cluster: Cluster) => makeEnds(cluster, 'pod')),
};

function makeEnds(cluster: Cluster, granularity: Granularity): readonly PodRow[] {
  const nameOf = workloadNames(cluster);
  const partsOf = partsBy(cluster, granularity);
  const rows: Row[] = [];
  let first = 0;
  for (const workload of cluster.workloads) {
    const name = nameOf(workload);
    const parts = partsOf(workload, first);
    for (const pods of parts) {
      const whole = parts.length === 1 && (granularity === 'workload' || pods.length === 1);
      rows.push(new Row(whole ? name : `${name}[${pods[0].name}]`, workload, pods));
    }
    first += workload.pods.length;
  }
  return rows.sort(byText(({ id }) => id));
}

/** Most ends of a large cluster are never shown, so nothing is told of them until then. */
class Row implements PodRow {
  readonly id: string;
  readonly workload: Workload;
  readonly pods: Part;
  private made: WorkloadEndpoint | undefined;

  constructor(id: string, workload: Workload, pods: Part) {
    this.id = id;
    this.workload = workload;
    this.pods = pods;
  }

  get endpoint(): WorkloadEndpoint {
    this.made ??= endpointOf(this.id, this.workload, this.pods);
    return this.made;
  }
}

/** How many rows these are, counted without making any of them. */
export function countPodEnds(cluster: Cluster, granularity: Granularity): number {
  return granularity === 'pod' ? countNames(cluster) : countParts(cluster);
}

function countNames({ workloads }: Cluster): number {
  return workloads.reduce((rows, { pods }) => rows + new Set(pods.map(({ name }) => name)).size, 0);
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

/** Pods that make one row; mutable while a workload is gone through. */
type Part = [Pod, ...Pod[]];

/** Cuts a workload, whose pods begin at a place in the order of the cluster. */
type PartsOf = (workload: Workload, first: number) => readonly Part[];

function partsBy(cluster: Cluster, granularity: Granularity): PartsOf {
  if (granularity === 'pod') return ({ pods }) => partsByKey(pods, ({ name }) => name);
  const classOf = podClasses(cluster);
  const byClass = partsAnywhere(podClassesAnywhere(cluster));
  return (workload, first) =>
    workload.kind === 'Pod' && workload.pods.length > 1
      ? partsByKey(workload.pods, classOf)
      : byClass(workload, first);
}

/**
 * The pods of a workload by their classes, wherever they run; a bare pod stays where it is. Whether
 * a class was met in this workload is told by the place of the part that has it, so no table is made
 * for any workload.
 */
function partsAnywhere(classes: Int32Array): PartsOf {
  const most = classes.reduce((one, other) => Math.max(one, other), 0);
  // Of each class the part that had it last: its place among all parts, from 1.
  const lastOf = new Int32Array(most + 1);
  let begun = 0;
  return ({ kind, pods }, first) => {
    const parts: Part[] = [];
    let at = first;
    for (const pod of pods) {
      const found = classes[at] ?? 0;
      const part = parts[(lastOf[found] ?? 0) - begun - 1];
      const standing = kind === 'Pod' ? pod : anywhere(pod);
      if (part === undefined) {
        parts.push([standing]);
        lastOf[found] = begun + parts.length;
      } else part.push(standing);
      at += 1;
    }
    begun += parts.length;
    return parts;
  };
}

function partsByKey(pods: readonly Pod[], keyOf: (pod: Pod) => string | number): readonly Part[] {
  return [...groupBy(pods, keyOf).values()].flatMap(([first, ...rest]) =>
    first === undefined ? [] : [[first, ...rest] satisfies Part],
  );
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
