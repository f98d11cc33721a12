import type { Meter, PlacedRule } from '../../../engine';
import { groupBy, once } from '../../../kernel';
import type { Policy, Rule } from '../../../model';
import type { Examined } from '../check';
import { type Covering, coveringIn } from './covering';
import { nearRules } from './near-rules';

/** Something whose removal no pod that could exist would notice. */
export interface Superfluous {
  readonly policy: Policy;
  /** The whole policy, its isolation included, or one rule of it. */
  readonly part: 'policy' | PlacedRule['rule'];
  /** The rules that let the same through. Never empty. */
  readonly covers: readonly PlacedRule[];
  /** `more`: to or from the same pods, one of these lets through what this does not. */
  readonly coversLet: 'the-same' | 'more';
}

/** Steps of comparison and proof for all policies together. What is not proven is not reported. */
const BUDGET = 60_000;

/**
 * Everything that can go, and all of it together: what is found does not count for what is looked at
 * after it, so that two rules which say the same are never both here. The last in order comes first,
 * and whole policies before rules.
 *
 * A policy without rules is left alone: it says what stays closed whatever becomes of the others.
 */
export const superfluous: (examined: Examined) => readonly Superfluous[] = once((examined) => {
  const meter: Meter = { budget: BUDGET, steps: 0 };
  const byNamespace = groupBy(examined.cluster.policies, ({ namespace }) => namespace);
  return [...byNamespace].flatMap(([namespace, policies]) =>
    superfluousIn(coveringIn(examined, namespace, meter), policies),
  );
});

function superfluousIn(covering: Covering, all: readonly Policy[]): readonly Superfluous[] {
  const near = nearIn(all);
  const gone = new Set<Policy | Rule>();
  const found: Superfluous[] = [];
  const beside: Beside = (placed) =>
    near(placed).filter(
      ({ policy, rule }) => rule !== placed.rule && !gone.has(policy) && !gone.has(rule),
    );
  for (const policy of [...all].reverse()) {
    if (covering.isOver()) return found;
    const whole = wholePolicy(covering, policy, beside, () =>
      all.filter((other) => other !== policy && !gone.has(other)),
    );
    if (whole === undefined) continue;
    found.push(whole);
    gone.add(policy);
  }
  for (const placed of all
    .filter((policy) => !gone.has(policy))
    .flatMap(rulesOf)
    .reverse()) {
    if (covering.isOver()) return found;
    const one = oneRule(covering, placed, beside(placed));
    if (one === undefined) continue;
    found.push(one);
    gone.add(placed.rule);
  }
  return found;
}

/** The rules that may matter to one and are still there. */
type Beside = (placed: PlacedRule) => readonly PlacedRule[];

function nearIn(all: readonly Policy[]): Beside {
  const rules = all.flatMap(rulesOf);
  const ways = {
    ingress: nearRules(rules.filter(({ rule }) => rule.direction === 'ingress')),
    egress: nearRules(rules.filter(({ rule }) => rule.direction === 'egress')),
  };
  return (placed) => ways[placed.rule.direction](placed);
}

/** The rules of a policy that count. */
const rulesOf: (policy: Policy) => readonly PlacedRule[] = once((policy) =>
  policy.isolates.flatMap((direction) => policy.rules[direction].map((rule) => ({ policy, rule }))),
);

function wholePolicy(
  covering: Covering,
  policy: Policy,
  beside: Beside,
  others: () => readonly Policy[],
): Superfluous | undefined {
  const own = rulesOf(policy);
  if (own.length === 0) return undefined;
  const covers: PlacedRule[] = [];
  for (const placed of own) {
    const some = covering.of(
      placed,
      beside(placed).filter((other) => other.policy !== policy),
    );
    if (some === undefined) return undefined;
    covers.push(...some);
  }
  const there = others();
  const isFree = policy.isolates.every((direction) =>
    covering.isIsolatedBy(policy, there, direction),
  );
  if (!isFree) return undefined;
  const all = [...new Set(covers)];
  return { policy, part: 'policy', covers: all, coversLet: whatElse(covering, policy, all, own) };
}

function oneRule(
  covering: Covering,
  placed: PlacedRule,
  others: readonly PlacedRule[],
): Superfluous | undefined {
  const covers = covering.of(placed, others);
  if (covers === undefined) return undefined;
  const { policy, rule } = placed;
  return { policy, part: rule, covers, coversLet: whatElse(covering, policy, covers, [placed]) };
}

function sameWay({ rule }: PlacedRule, others: readonly PlacedRule[]): readonly PlacedRule[] {
  return others.filter((other) => other.rule.direction === rule.direction);
}

function whatElse(
  covering: Covering,
  policy: Policy,
  covers: readonly PlacedRule[],
  own: readonly PlacedRule[],
): Superfluous['coversLet'] {
  const letsMore = covers.some((cover) => covering.letsMore(policy, cover, sameWay(cover, own)));
  return letsMore ? 'more' : 'the-same';
}
