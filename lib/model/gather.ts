import type { Pod } from './cluster';
import { Controlled, type Controllers, topmost } from './controllers';
import { parentOf } from './parents';
import type { Placed } from './placed';
import { isPod, type Runner, type Running } from './runners';

/** Everything below one topmost object. */
export interface Gathered {
  readonly top: Controlled<Runner>;
  /** What comes first in the input. */
  readonly first: Pod;
  /** What the input holds first of the topmost object itself, unless that is a pod which nobody names. */
  own: Runner | undefined;
  readonly pods: Pod[];
  readonly templates: Runner[];
}

/** Gathers what runs pods by its topmost owner, in the order of the input. */
export function gather(
  { placed, pods, owners, runners }: Running,
  controllers: Controllers<Runner>,
): readonly Gathered[] {
  const parent = ({ pod, owner }: Runner) => parentOf(pod, owner, controllers);
  const groups = new Map<Controlled<Runner>, Gathered>();
  for (const [row, pod] of pods.entries()) {
    const each = placed[row];
    const runner = runners[row];
    if (each === undefined) continue;
    const lowest = runner?.object ?? parentOf(pod, owners[row], controllers);
    const top = lowest === undefined ? alone(each) : topmost(lowest, parent);
    const known = groups.get(top);
    const group = known ?? { top, first: pod, own: undefined, pods: [], templates: [] };
    if (known === undefined) groups.set(top, group);
    if (runner?.object === top) group.own ??= runner;
    if (isPod(each)) group.pods.push(pod);
    else if (runner !== undefined) group.templates.push(runner);
  }
  return [...groups.values()];
}

/** A pod that nobody controls, and that controls nobody. */
function alone({ is, namespace, manifest }: Placed): Controlled<Runner> {
  return new Controlled<Runner>(is.current, namespace, manifest.name);
}
