import type { Meter, PlacedRule } from '../../../engine';
import { groupBy, once } from '../../../kernel';
import type { Policy, Rule } from '../../../model';
import type { Examined } from '../check';
import { type Covering, coveringIn } from './covering';
import { nearPolicies } from './near-policies';

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

/** Steps of proof for all policies together: about a second. What is not proven is not reported. */
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
  const near = nearPolicies(all);
  const gone = new Set<Policy | Rule>();
  const found: Superfluous[] = [];
  const standing = (policy: Policy) => near(policy).filter((other) => !gone.has(other));
  for (const policy of [...all].reverse()) {
    const whole = wholePolicy(
      covering,
      policy,
      standing(policy).filter((other) => other !== policy),
    );
    if (whole === undefined) continue;
    found.push(whole);
    gone.add(policy);
  }
  for (const placed of all
    .filter((policy) => !gone.has(policy))
    .flatMap(rulesOf)
    .reverse()) {
    const others = standing(placed.policy).flatMap(rulesOf);
    const one = oneRule(
      covering,
      placed,
      others.filter(({ rule }) => rule !== placed.rule && !gone.has(rule)),
    );
    if (one === undefined) continue;
    found.push(one);
    gone.add(placed.rule);
  }
  return found;
}

/** The rules of a policy that count. */
const rulesOf: (policy: Policy) => readonly PlacedRule[] = once((policy) =>
  policy.isolates.flatMap((direction) => policy.rules[direction].map((rule) => ({ policy, rule }))),
);

function wholePolicy(
  covering: Covering,
  policy: Policy,
  others: readonly Policy[],
): Superfluous | undefined {
  const own = rulesOf(policy);
  if (own.length === 0 || others.length === 0) return undefined;
  const there = others.flatMap(rulesOf);
  const covers: PlacedRule[] = [];
  for (const placed of own) {
    const some = covering.of(placed, sameWay(placed, there));
    if (some === undefined) return undefined;
    covers.push(...some);
  }
  const isFree = policy.isolates.every((direction) =>
    covering.isIsolatedBy(policy, others, direction),
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
  const covers = covering.of(placed, sameWay(placed, others));
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
