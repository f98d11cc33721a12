import type { Pod } from '../../../model';
import type { Examined } from '../check';
import { at, writtenAs } from '../written';

/**
 * Whether the containers of a pod are in the input. An operator that makes pods from a custom resource
 * may add ports to them, as may an author who only declares a workload.
 */
export function hasKnownContainers(examined: Examined, { origin }: Pick<Pod, 'origin'>): boolean {
  const apiVersion = at(writtenAs(examined, origin), ['apiVersion']);
  return typeof apiVersion === 'string' && isBuiltIn(apiVersion);
}

/** Groups with a dot in their name belong to somebody else, unless they end in `k8s.io`. */
function isBuiltIn(apiVersion: string): boolean {
  const slash = apiVersion.indexOf('/');
  const group = slash < 0 ? '' : apiVersion.slice(0, slash);
  return !group.includes('.') || group.endsWith('.k8s.io');
}
