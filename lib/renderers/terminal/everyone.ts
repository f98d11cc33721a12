import type { Endpoint } from '../../results';

/** Fewer than this are named one by one. */
const FEWEST = 3;

/**
 * One name for `chosen` where it is all there could be: `everyone (13)`, or `every workload (12)`
 * where only addresses are missing.
 */
export function nameOfAll(
  chosen: readonly Endpoint[],
  possible: readonly Endpoint[],
): string | undefined {
  const ids = new Set(chosen.map(({ id }) => id));
  if (ids.size < FEWEST) return undefined;
  if (possible.every(({ id }) => ids.has(id))) return `everyone (${ids.size})`;
  const workloads = possible.filter(({ kind }) => kind === 'workload');
  const isEachWorkload = workloads.length === ids.size && workloads.every(({ id }) => ids.has(id));
  return isEachWorkload ? `every workload (${ids.size})` : undefined;
}
