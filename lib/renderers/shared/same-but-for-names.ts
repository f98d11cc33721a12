import { groupBy } from '../../kernel';
import type { Change, Endpoint, Explanation, WorkloadExplanation } from '../../results';

/** An explanation, and those that tell the same about other pods of the same workloads. */
export interface Told<T> {
  readonly shown: T;
  readonly alike: readonly T[];
}

/** Whether what tells the same as something before is told again. */
export type Repeats = 'folded' | 'shown';

/** Explanations of flows, each told once unless repeats are shown. */
export function pairsTold(
  all: readonly Explanation[],
  repeats: Repeats = 'folded',
): readonly Told<Explanation>[] {
  return told(all, repeats, (each) => {
    const { from, to, ...rest } = each;
    const ends = [workloadOf(from), workloadOf(to), from.id === to.id];
    return JSON.stringify([ends, rest], withoutNames([from.id, to.id]));
  });
}

/** Explanations of workloads, each told once unless repeats are shown. */
export function workloadsTold(
  all: readonly WorkloadExplanation[],
  repeats: Repeats = 'folded',
): readonly Told<WorkloadExplanation>[] {
  return told(all, repeats, ({ workload, ...rest }) =>
    JSON.stringify([workloadOf(workload), rest], withoutNames([workload.id])),
  );
}

function told<T>(
  all: readonly T[],
  repeats: Repeats,
  key: (each: T) => string,
): readonly Told<T>[] {
  if (repeats === 'shown') return all.map((shown) => ({ shown, alike: [] }));
  return [...groupBy(all, key).values()].flatMap(([shown, ...alike]) =>
    shown === undefined ? [] : [{ shown, alike }],
  );
}

/** What pods of one workload share; every set of addresses stands for itself. */
function workloadOf(end: Endpoint): readonly unknown[] {
  if (end.kind === 'ip') return [end.id];
  return [end.namespace, end.workloadKind, end.name, end.hostNetwork];
}

/** The ids of the ends are told by their side, and the name that an offered policy is made up of not at all. */
function withoutNames(ids: readonly string[]): (key: string, value: unknown) => unknown {
  return (key, value) => {
    if (key === 'changes' && Array.isArray(value)) return value.map(withoutPolicyName);
    const side = typeof value === 'string' ? ids.indexOf(value) : -1;
    return side < 0 ? value : { side };
  };
}

function withoutPolicyName(change: Change): object {
  if (change.kind !== 'policy') return change;
  const { metadata, ...rest } = change.object;
  return { ...change, object: { ...rest, metadata: { ...metadata, name: undefined } } };
}
