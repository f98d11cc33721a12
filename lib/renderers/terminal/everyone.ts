import { groupBy } from '../../kernel';
import type { Endpoint, WorkloadEndpoint } from '../../results';
import type { Names } from './names';
import type { PossibleEnds } from './possible-ends';

/** Fewer than this are named one by one. */
const FEWEST = 3;

/** One name for one endpoint or many. */
export interface Told {
  readonly name: string;
  /** The first endpoint that the name stands for. */
  readonly first: Endpoint;
}

/**
 * Names for `chosen`, as few as tell the same: `everyone (13)` where it is all there could be,
 * `every workload (12)` where only addresses are missing, `shop/* (4)` for a whole namespace.
 */
export function tell(
  chosen: readonly Endpoint[],
  possible: PossibleEnds,
  names: Names,
): readonly Told[] {
  const [first] = chosen;
  if (first === undefined) return [];
  if (isAll(chosen, possible.all)) return [{ name: `everyone (${chosen.length})`, first }];
  const workloads = workloadsAmong(chosen);
  const others = chosen.filter(({ kind }) => kind === 'ip');
  return [
    ...tellWorkloads(workloads, possible, names),
    ...others.map((end) => ({ name: names.of(end), first: end })),
  ];
}

function tellWorkloads(
  chosen: readonly WorkloadEndpoint[],
  possible: PossibleEnds,
  names: Names,
): readonly Told[] {
  const [first] = chosen;
  if (first !== undefined && isAll(chosen, possible.workloads)) {
    return [{ name: `every workload (${chosen.length})`, first }];
  }
  return [...groupBy(chosen, ({ namespace }) => namespace)].flatMap(([namespace, group]) => {
    const [head] = group;
    return head !== undefined && isAll(group, possible.in(namespace))
      ? [{ name: `${namespace}/* (${group.length})`, first: head }]
      : group.map((end) => ({ name: names.of(end), first: end }));
  });
}

function isAll(chosen: readonly Endpoint[], possible: number): boolean {
  // Both are without doubles, and nothing is chosen that is not possible.
  return chosen.length >= FEWEST && chosen.length === possible;
}

function workloadsAmong(ends: readonly Endpoint[]): readonly WorkloadEndpoint[] {
  return ends.flatMap((end) => (end.kind === 'workload' ? [end] : []));
}
