import { byText, type Diagnostic, groupBy } from '../kernel';
import type { Pod, Workload } from './cluster';
import { type Controlled, Controllers } from './controllers';
import { type Gathered, gather } from './gather';
import { byNameAndKind } from './in-order';
import { isBuiltInGroup } from './kinds';
import type { Inventory } from './placed';
import { type Runner, readRunning } from './runners';
import { podsByOrdinal } from './stateful-set';

/** How templates become pods. */
export interface WorkloadOptions {
  /** `apart` where a selector tells the pods of a StatefulSet from each other. */
  readonly ordinals: () => 'apart' | 'together';
}

/**
 * Finds everything that runs pods, and groups it by its topmost owner: a Deployment with its
 * ReplicaSets and pods is one workload. Known pods stand for themselves; a template stands for
 * the pods of its workload only where none is known.
 */
export function readWorkloads(
  { all }: Inventory,
  options: WorkloadOptions,
  diagnostics: Diagnostic[],
): readonly Workload[] {
  const controllers = new Controllers<Runner>();
  const groups = gather(readRunning(all, controllers, diagnostics), controllers);
  const kindOf = distinctKinds(groups.map(({ top }) => top));
  return groups
    .map((group): Workload => {
      const { top, own, first } = group;
      const { namespace, name } = top;
      const pods = podsOf(group, options, diagnostics);
      return { namespace, name, kind: kindOf(top), pods, origin: (own?.pod ?? first).origin };
    })
    .sort(byNameAndKind);
}

/** The known pods of a workload, or else those that its templates stand for. */
function podsOf(
  { own, pods: known, templates }: Gathered,
  { ordinals }: WorkloadOptions,
  diagnostics: Diagnostic[],
): readonly Pod[] {
  const pods =
    known.length > 0
      ? known
      : (own === undefined ? templates : [own]).flatMap(({ object, pod, placed }) =>
          object.is.id === 'apps/StatefulSet' && ordinals() === 'apart'
            ? podsByOrdinal(pod, placed.fields, diagnostics)
            : [pod],
        );
  return isInOrder(pods) ? pods : [...pods].sort(byText((pod) => pod.name));
}

function isInOrder(pods: readonly Pod[]): boolean {
  return pods.every(({ name }, i) => i === 0 || (pods[i - 1]?.name ?? '') <= name);
}

/** The kind of a workload; `Job.batch.volcano.sh` where another group has the same kind and name. */
function distinctKinds(tops: readonly Controlled<Runner>[]): (top: Controlled<Runner>) => string {
  const kinds = new Map(tops.map(({ is }) => [is.id, is]));
  const groups = groupBy(kinds.values(), ({ kind }) => kind);
  const isShared = ({ is }: Controlled<Runner>) => (groups.get(is.kind)?.length ?? 0) > 1;
  const idOf = ({ namespace, is, name }: Controlled<Runner>) => `${namespace}/${is.kind}/${name}`;
  const sharing = groupBy(tops.filter(isShared), idOf);
  return (top) => {
    const { kind, group } = top.is;
    if (!isShared(top) || isBuiltInGroup(group)) return kind;
    return (sharing.get(idOf(top))?.length ?? 0) > 1 ? `${kind}.${group}` : kind;
  };
}
