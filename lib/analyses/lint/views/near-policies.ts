import { once, type Requirement } from '../../../kernel';
import type { Policy } from '../../../model';
import { selectorsMayMeet } from './rule-overlap';

/** The policies that ask for some value of one label, and all others. */
interface Asking {
  readonly values: ReadonlyMap<string, readonly Policy[]>;
  readonly others: readonly Policy[];
}

/**
 * Finds the policies that may select a pod which a policy selects, itself included. Most selectors ask
 * for one value of a label: they are not compared with those that ask for another one.
 */
export function nearPolicies(all: readonly Policy[]): (policy: Policy) => readonly Policy[] {
  const asking = new Map<string, Asking>();
  const askingFor = (key: string): Asking => {
    const found = asking.get(key) ?? sortedBy(all, key);
    asking.set(key, found);
    return found;
  };
  return once((policy) => {
    const [first] = policy.subject.requirements.filter(isIn);
    const few = first === undefined ? all : candidates(askingFor(first.key), first);
    return few.filter(({ subject }) => selectorsMayMeet(subject, policy.subject));
  });
}

function candidates({ values, others }: Asking, asked: Requirement): readonly Policy[] {
  return [...new Set([...asked.values.flatMap((value) => values.get(value) ?? []), ...others])];
}

function sortedBy(all: readonly Policy[], key: string): Asking {
  const values = new Map<string, Policy[]>();
  const others: Policy[] = [];
  for (const policy of all) {
    const asked = policy.subject.requirements.find((each) => each.key === key && isIn(each));
    if (asked === undefined) others.push(policy);
    for (const value of asked?.values ?? []) {
      const there = values.get(value) ?? [];
      there.push(policy);
      values.set(value, there);
    }
  }
  return { values, others };
}

function isIn({ operator }: Requirement): boolean {
  return operator === 'In';
}
