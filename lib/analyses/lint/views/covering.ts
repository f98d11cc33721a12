import { type Gates, gatesIn, type Meter, type PlacedRule } from '../../../engine';
import type { Direction } from '../../../kernel';
import type { Policy } from '../../../model';
import type { Examined } from '../check';
import { COMPARISON, mayCover, selectorsMayMeet } from './rule-overlap';

/** Of more rules than this it is not worth knowing which of them are needed. */
const FEW = 24;

/** Proofs about the gates of one namespace; where the meter runs out nothing is proven. */
export interface Covering {
  /** Whether nothing more can be proven. */
  isOver(): boolean;
  /** The rules that together let through what a rule does, as few as can be told; undefined where they do not. */
  of(rule: PlacedRule, others: readonly PlacedRule[]): readonly PlacedRule[] | undefined;
  /** Whether others isolate every pod that a policy isolates. */
  isIsolatedBy(policy: Policy, others: readonly Policy[], direction: Direction): boolean;
  /** Whether a rule lets something through, for pods of a policy, that these rules do not. */
  letsMore(policy: Policy, { rule }: PlacedRule, than: readonly PlacedRule[]): boolean;
}

/** Prepares the proofs; nothing is worked out before it is asked. */
export function coveringIn({ cluster, profile }: Examined, home: string, meter: Meter): Covering {
  const known = new Map<Direction, Gates>();
  const gates = (direction: Direction): Gates => {
    const found = known.get(direction) ?? gatesIn(cluster, profile, home, direction);
    known.set(direction, found);
    return found;
  };
  const isCovered = (rule: PlacedRule, others: readonly PlacedRule[]) =>
    gates(rule.rule.direction).covers(others, rule, meter) === 'covered';
  return {
    isOver: () => meter.steps > meter.budget,
    of(rule, others) {
      const near = mayCover(rule, others, meter);
      if (near.length === 0 || !isCovered(rule, near)) return undefined;
      const alone = nearestFirst(rule, near).find(
        (other) => mayCover(rule, [other], meter).length > 0 && isCovered(rule, [other]),
      );
      if (alone !== undefined) return [alone];
      return near.length > FEW ? near : needed(near, (few) => isCovered(rule, few));
    },
    isIsolatedBy(policy, others, direction) {
      meter.steps += others.length * COMPARISON;
      const near = others.filter(
        ({ isolates, subject }) =>
          isolates.includes(direction) && selectorsMayMeet(subject, policy.subject),
      );
      if (near.length === 0) return false;
      return gates(direction).selects(near, policy, meter) === 'covered';
    },
    letsMore(policy, { rule }, than) {
      return gates(rule.direction).covers(than, { policy, rule }, meter) === 'not-covered';
    },
  };
}

/** Whoever reads a policy knows its own rules best. */
function nearestFirst({ policy }: PlacedRule, rules: readonly PlacedRule[]): readonly PlacedRule[] {
  const own = rules.filter((other) => other.policy === policy);
  return [...own, ...rules.filter((other) => other.policy !== policy)];
}

/** Leaves out one after the other what is not needed. */
function needed(
  rules: readonly PlacedRule[],
  isEnough: (few: readonly PlacedRule[]) => boolean,
): readonly PlacedRule[] {
  return rules.reduce((kept, rule) => {
    const fewer = kept.filter((other) => other !== rule);
    return isEnough(fewer) ? fewer : kept;
  }, rules);
}
