import { byText, type Diagnostic, groupBy } from '../kernel';
import type { Pod, Workload } from './cluster';
import { type Controlled, Controllers, topmost } from './controllers';
import { byNameAndKind } from './in-order';
import { isBuiltInGroup } from './kinds';
import type { Inventory } from './placed';
import { parentOf, type Runner, readRunners } from './runners';
import { podsByOrdinal } from './stateful-set';

/** How templates become pods. */
export interface WorkloadOptions {
  /** `apart` where a selector tells the pods of a StatefulSet from each other. */
  readonly ordinals: 'apart' | 'together';
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
  const runners = readRunners(all, controllers, diagnostics);
  const parent = (runner: Runner) => parentOf(runner, controllers);
  const tops = gather(runners, parent);
  const kindOf = distinctKinds(tops);
  const workloads: Workload[] = [];
  for (const top of tops) {
    const group = top.gathered ?? [];
    const own = group.find(({ object }) => object === top);
    const first = own ?? group[0];
    if (first === undefined) continue;
    const pods = podsOf(own === undefined ? group : [own], group, options, diagnostics);
    const { namespace, name } = top;
    workloads.push({ namespace, name, kind: kindOf(top), pods, origin: first.pod.origin });
  }
  return workloads.sort(byNameAndKind);
}

/** The topmost objects, in the order of the input; each has all that it is above gathered. */
function gather(
  runners: readonly Runner[],
  parent: (runner: Runner) => Controlled<Runner> | undefined,
): readonly Controlled<Runner>[] {
  const tops: Controlled<Runner>[] = [];
  for (const runner of runners) {
    const top = topmost(runner.object, parent);
    if (top.gathered === undefined) {
      top.gathered = [runner];
      tops.push(top);
    } else top.gathered.push(runner);
  }
  return tops;
}

/** The known pods of a workload, or else those that its templates stand for. */
function podsOf(
  templates: readonly Runner[],
  group: readonly Runner[],
  { ordinals }: WorkloadOptions,
  diagnostics: Diagnostic[],
): readonly Pod[] {
  const known: Pod[] = [];
  for (const { is, pod } of group) if (is === 'pod') known.push(pod);
  const pods =
    known.length > 0
      ? known
      : templates.flatMap(({ object, pod, placed }) =>
          ordinals === 'apart' && object.is.id === 'apps/StatefulSet'
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
