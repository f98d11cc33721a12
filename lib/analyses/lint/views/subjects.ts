import { type Direction, once } from '../../../kernel';
import type { Policy } from '../../../model';
import type { Examined } from '../check';
import type { KnownPod } from './known-pods';
import { podsIn, selectedFrom } from './pod-index';

const selectedBy = once(
  (examined: Examined): ReadonlyMap<Policy, readonly KnownPod[]> =>
    new Map(
      examined.cluster.policies.map((policy) => [
        policy,
        selectedFrom(podsIn(examined, policy.namespace), policy.subject),
      ]),
    ),
);

/** The known pods that a policy selects. */
export function subjectsOf(examined: Examined, policy: Policy): readonly KnownPod[] {
  return selectedBy(examined).get(policy) ?? [];
}

const isolating = once((examined: Examined) => {
  const policies = new Map<KnownPod['pod'], Policy[]>();
  for (const [policy, subjects] of selectedBy(examined)) {
    for (const { pod } of subjects) {
      const before = policies.get(pod);
      if (before === undefined) policies.set(pod, [policy]);
      else before.push(policy);
    }
  }
  return policies;
});

/** The policies that isolate a known pod in a direction. */
export function isolatedBy(
  examined: Examined,
  { pod }: Pick<KnownPod, 'pod'>,
  direction: Direction,
): readonly Policy[] {
  const policies = isolating(examined).get(pod) ?? [];
  return policies.filter(({ isolates }) => isolates.includes(direction));
}

/** Whether a policy of a kind that is not evaluated may isolate pods of a namespace as well. */
export function mayBeIsolatedElsewhere({ cluster }: Examined, namespace: string): boolean {
  return cluster.unmodelled.some(
    (policy) => policy.namespace === undefined || policy.namespace === namespace,
  );
}
