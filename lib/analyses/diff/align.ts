import { byText, compareText } from '../../kernel';
import type { Cluster, Pod } from '../../model';
import { addressEnds } from '../shared/address-ends';
import type { End } from '../shared/flow-ends';
import { type PodEnd, type PodRow, podEnds } from '../shared/workload-endpoints';
import { jointly } from './compared';
import { type PerSide, perSide } from './per-side';

/** One end of flows as each side knows it. */
export interface CommonEnd<E extends End = End> {
  /** As answers call it. */
  readonly id: string;
  readonly before: E;
  readonly after: E;
}

/** The ends of two sides, found in each other. */
export interface Aligned {
  /** Workloads by id, then addresses ascending. */
  readonly common: readonly CommonEnd[];
  readonly gone: readonly PodEnd[];
  readonly fresh: readonly PodEnd[];
}

/**
 * Finds each end of one side in the other: a workload by its kind and name, else by its id; its parts
 * by the pod that names them, else by their labels. Addresses are cut by the policies of both sides.
 */
export function align(clusters: PerSide<Cluster>): Aligned {
  const { pairs, gone, fresh } = alignPods(clusters);
  const outside = addressEnds(jointly(clusters)).map(
    (end): CommonEnd => ({ id: end.endpoint.id, before: end, after: end }),
  );
  return { common: [...pairs, ...outside], gone, fresh };
}

interface AlignedPods extends Pick<Aligned, 'gone' | 'fresh'> {
  readonly pairs: readonly CommonEnd<PodEnd>[];
}

function alignPods(clusters: PerSide<Cluster>): AlignedPods {
  const joint = jointly(clusters);
  if (clusters.before.workloads === clusters.after.workloads) {
    const ends = podEnds(joint, 'workload');
    const pairs = ends.map((end) => ({ id: end.id, before: end, after: end }));
    return { pairs, gone: [], fresh: [] };
  }
  const { policies } = joint;
  const ends = perSide((side) => podEnds({ ...clusters[side], policies }, 'workload'));
  const pairs: CommonEnd<PodEnd>[] = [];
  const left = { before: new Set(ends.before), after: new Set(ends.after) };
  for (const key of [partKey, ({ id }: PodRow) => id, labelsKey]) {
    const found = new Map([...left.before].map((end) => [key(end), end]));
    for (const after of left.after) {
      const before = found.get(key(after));
      if (before === undefined || !left.before.has(before)) continue;
      pairs.push({ id: after.id, before, after });
      left.before.delete(before);
      left.after.delete(after);
    }
  }
  const inOrder = pairs.sort(byText(({ id }) => id));
  return { pairs: inOrder, gone: [...left.before], fresh: [...left.after] };
}

function workloadKey({ workload: { namespace, kind, name } }: PodEnd): readonly string[] {
  return [namespace, kind, name];
}

function partKey(end: PodRow): string {
  const [part] = /\[[^\]]*\]$/.exec(end.id) ?? [''];
  return JSON.stringify([...workloadKey(end), part]);
}

function labelsKey(end: PodEnd): string {
  return JSON.stringify([...workloadKey(end), ...labelsOf(end.pods[0])]);
}

function labelsOf({ labels }: Pod): readonly string[] {
  return [...labels].map(([key, value]) => `${key}=${value}`).sort(compareText);
}
