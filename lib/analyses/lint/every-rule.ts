import { DIRECTIONS, type Json, once } from '../../kernel';
import type { Policy, Rule } from '../../model';
import type { Examined } from './check';
import { at, writtenSpec } from './written';

/** A rule, the policy that holds it, and what is written there. */
export interface WrittenRule {
  readonly policy: Policy;
  readonly rule: Rule;
  /** Undefined where no manifest holds the policy. */
  readonly written: Json | undefined;
}

/** Every rule of every policy, also those that count for nothing because of `policyTypes`. */
export const everyRule: (examined: Examined) => readonly WrittenRule[] = once((examined) =>
  examined.cluster.policies.flatMap((policy) => {
    const spec = writtenSpec(examined, policy);
    return DIRECTIONS.flatMap((direction) =>
      policy.rules[direction].map((rule) => ({
        policy,
        rule,
        written: at(spec, [direction, rule.index]),
      })),
    );
  }),
);

/** Every rule that counts: those of a direction that their policy isolates. */
export const everyRuleThatCounts: (examined: Examined) => readonly WrittenRule[] = once(
  (examined) =>
    everyRule(examined).filter(({ policy, rule }) => policy.isolates.includes(rule.direction)),
);
