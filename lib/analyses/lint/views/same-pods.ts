import type { Policy } from '../../../model';
import type { Examined } from '../check';
import { asksNoMore } from './contained';
import { subjectsOf } from './subjects';

/** Which of the pods of a policy another one selects as well, as far as that is certain. */
export type Shared = 'all' | 'some' | 'none-known';

/** Compares what two policies select: by their selectors, and by the pods that are there. */
export function sharedPods(examined: Examined, policy: Policy, other: Policy): Shared {
  if (policy.namespace !== other.namespace) return 'none-known';
  if (asksNoMore(other.subject, policy.subject)) return 'all';
  if (asksNoMore(policy.subject, other.subject)) return 'some';
  const own = subjectsOf(examined, policy);
  const theirs = new Set(subjectsOf(examined, other).map(({ pod }) => pod));
  const both = own.filter(({ pod }) => theirs.has(pod));
  return both.length > 0 ? 'some' : 'none-known';
}
