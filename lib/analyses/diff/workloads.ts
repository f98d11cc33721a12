import { type Direction, matches } from '../../kernel';
import type { Cluster } from '../../model';
import type { DiffSide, DiffWorkload, DiffWorkloadFlow } from '../../results';
import type { PodEnd } from '../shared/workload-endpoints';
import { type Compared, compared } from './compared';
import type { PerSide } from './per-side';
import { flowsAlone, type NamedEnd } from './workload-flows';

/** The ends of one side: those that only it has, and the others. */
export interface SideEnds {
  readonly side: DiffSide;
  readonly alone: readonly PodEnd[];
  readonly others: readonly NamedEnd[];
}

/**
 * What workloads of one side reach and are reached by, and whether the policies of the other side
 * would have it so as well.
 */
export function flowsOfOneSide(
  { clusters, profile }: Compared,
  { side, alone, others }: SideEnds,
): readonly DiffWorkloadFlow[] {
  if (alone.length === 0) return [];
  const judged = compared(underEitherPolicies(clusters, side), profile);
  const mine = alone.map((end): NamedEnd => ({ id: end.endpoint.id, end }));
  const pairs = mine.flatMap((own) => [
    ...[...mine, ...others].map((other) => [own, other] as const),
    ...others.map((other) => [other, own] as const),
  ]);
  return flowsAlone(judged, side, pairs);
}

/** What one side has under the policies of each; a namespace that both have is as the other has it. */
function underEitherPolicies(clusters: PerSide<Cluster>, side: DiffSide): PerSide<Cluster> {
  const other = clusters[side === 'after' ? 'before' : 'after'];
  const own = clusters[side];
  const mixed: Cluster = {
    ...own,
    namespaces: new Map([...own.namespaces, ...other.namespaces]),
    policies: other.policies,
    unmodelled: other.unmodelled,
  };
  return side === 'after' ? { before: mixed, after: own } : { before: own, after: mixed };
}

/** Tells each workload of one side with its flows; one between two of them is told of its source. */
export function workloadsOfOneSide(
  { clusters }: Compared,
  { side, alone }: SideEnds,
  flows: readonly DiffWorkloadFlow[],
): readonly DiffWorkload[] {
  const ids = new Set(alone.map(({ endpoint }) => endpoint.id));
  return alone.map((end) => {
    const { id } = end.endpoint;
    const out = flows.filter(({ from }) => from === id);
    const into = flows.filter(({ to }) => to === id);
    return {
      endpoint: end.endpoint,
      change: side === 'after' ? 'new' : 'gone',
      isolated: {
        egress: isIsolated(clusters[side], end, 'egress'),
        ingress: isIsolated(clusters[side], end, 'ingress'),
      },
      reaches: out.filter(({ to }) => to !== id).length,
      reachedBy: into.filter(({ from }) => from !== id).length,
      flows: [...out, ...into.filter(({ from }) => !ids.has(from))],
    };
  });
}

function isIsolated({ policies }: Cluster, { pods: [pod] }: PodEnd, direction: Direction): boolean {
  return policies.some(
    ({ namespace, isolates, subject }) =>
      namespace === pod.namespace && isolates.includes(direction) && matches(subject, pod.labels),
  );
}
