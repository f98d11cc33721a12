import type { KnownPod } from './known-pods';

const SHOWN = 5;

/** `a, b and 3 more`: a list that stays short. */
export function listNames(names: readonly string[]): string {
  const shown = names.slice(0, SHOWN).join(', ');
  return names.length > SHOWN ? `${shown} and ${names.length - SHOWN} more` : shown;
}

/** `shop/web, shop/api and 3 more`: the workloads of some pods, each once. */
export function listWorkloads(pods: readonly KnownPod[]): string {
  return listNames([
    ...new Set(pods.map(({ workload }) => `${workload.namespace}/${workload.name}`)),
  ]);
}
