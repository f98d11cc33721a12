import type { Direction, Requirement } from '../../../kernel';
import type { Policy } from '../../../model';
import type { Examined } from '../check';
import { contradictionIn } from './contradiction';

/** Another policy that isolates every pod that this one selects, whoever it may be. */
export function isolatedAnywayBy(
  examined: Examined,
  policy: Policy,
  direction: Direction,
): Policy | undefined {
  return othersOf(examined, policy).find(
    (other) =>
      other.isolates.includes(direction) &&
      other.subject.requirements.every((asked) =>
        policy.subject.requirements.some((own) => isSame(asked, own)),
      ),
  );
}

/** Other policies with rules for this direction that may select a pod of this one. */
export function openersFor(
  examined: Examined,
  policy: Policy,
  direction: Direction,
): readonly Policy[] {
  return othersOf(examined, policy).filter((other) => {
    if (!other.isolates.includes(direction) || other.rules[direction].length === 0) return false;
    const both = [...policy.subject.requirements, ...other.subject.requirements];
    return contradictionIn({ requirements: both }, 'pods') === undefined;
  });
}

function othersOf({ cluster }: Examined, policy: Policy): readonly Policy[] {
  return cluster.policies.filter(
    (other) => other !== policy && other.namespace === policy.namespace,
  );
}

function isSame(a: Requirement, b: Requirement): boolean {
  return (
    a.key === b.key &&
    a.operator === b.operator &&
    a.values.length === b.values.length &&
    a.values.every((value) => b.values.includes(value))
  );
}
