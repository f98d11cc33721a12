import { lazy } from '../../kernel';
import type { Pod } from '../../model';
import type { Aligned } from './align';
import type { Compared } from './compared';
import type { Named } from './confirm';

/** Known pods that no possible pod stands for, two of each class, of the namespaces that matter. */
export function specialPods(
  { classOf }: Compared,
  { common }: Aligned,
  matters: (namespace: string) => boolean,
): readonly Pod[] {
  const found = new Map<number, Pod[]>();
  const add = (pod: Pod): void => {
    const at = classOf(pod);
    const same = found.get(at);
    if (same === undefined) found.set(at, [pod]);
    else if (same.length < 2) same.push(pod);
  };
  for (const { after } of common) {
    if (!('pods' in after)) continue;
    for (const pod of after.pods) if (isSpecial(pod) && matters(pod.namespace)) add(pod);
  }
  return [...found.values()].flat();
}

/** It has the address of its node, or one of its own. */
function isSpecial({ hostNetwork, addresses }: Pod): boolean {
  return hostNetwork || addresses.length > 0;
}

/** The names under which answers know pods. */
export function namesOf({ common }: Aligned): Named {
  const ids = lazy(() => {
    const known = new Map<Pod, string>();
    for (const { id, after } of common) {
      if ('pods' in after) for (const pod of after.pods) known.set(pod, id);
    }
    return known;
  });
  return (pod) => ids().get(pod);
}
