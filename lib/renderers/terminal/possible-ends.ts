import type { Endpoint, WorkloadEndpoint } from '../../results';

/** How many ends there could be, of all kinds and of each namespace: counted once for a whole answer. */
export interface PossibleEnds {
  readonly all: number;
  readonly workloads: number;
  readonly in: (namespace: string) => number;
}

export function possibleEnds(ends: readonly Endpoint[]): PossibleEnds {
  const counts = new Map<string, number>();
  let workloads = 0;
  for (const end of ends) {
    if (end.kind === 'ip') continue;
    workloads += 1;
    counts.set(end.namespace, (counts.get(end.namespace) ?? 0) + 1);
  }
  return { all: ends.length, workloads, in: (namespace) => counts.get(namespace) ?? 0 };
}

/** The same without one workload, which is among them. */
export function without(ends: PossibleEnds, one: WorkloadEndpoint): PossibleEnds {
  return {
    all: ends.all - 1,
    workloads: ends.workloads - 1,
    in: (namespace) => ends.in(namespace) - (namespace === one.namespace ? 1 : 0),
  };
}
