import type { Pod } from './cluster';

/** Whether two values are one known pod or template; an answer may leave out where a pod runs. */
export function isSameKnownPod(a: Pod, b: Pod): boolean {
  return a.origin === b.origin && a.namespace === b.namespace && a.name === b.name;
}
