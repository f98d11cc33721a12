import { type Direction, once } from '../../../kernel';
import type { Cluster, Policy } from '../../../model';
import type { Profile } from '../../../platform';
import { possiblePods } from '../prepare';
import { type Clause, type Domains, type Literal, type Meter, narrow, solve } from '../solve';
import { hasBlock } from './covered-readings';
import { none, type PlacedRule, type View, viewsOf } from './covered-views';
import { worldOf } from './covered-world';

/** Whether others let everything through that a rule does; a rule may let nothing through. */
export type Coverage = 'covered' | 'not-covered' | 'admits-nothing' | 'over-budget';

/** The gates of all pods that could exist in one namespace, in one direction. */
export interface Gates {
  /** Whether everything that a rule lets through is let through by others as well. */
  covers(others: readonly PlacedRule[], rule: PlacedRule, meter: Meter): Coverage;
  /** Whether every pod that a policy selects is selected by others as well. */
  selects(others: readonly Policy[], policy: Policy, meter: Meter): Coverage;
}

/**
 * Prepares the gates of a namespace. Exact: a rule is covered where no pod, no other end and no port
 * could ever tell that it is gone, on any cluster that fits the profile. What other policies isolate,
 * and whether the gate of the other end is open, is none of its business.
 */
export function gatesIn(
  cluster: Cluster,
  profile: Profile,
  namespace: string,
  direction: Direction,
): Gates {
  const pods = possiblePods(worldOf(cluster, profile, namespace, direction), profile, []);
  const place = pods.placeNamed(namespace);
  const views = place === undefined ? [] : viewsOf(pods, place, direction);
  const { start } = pods.space;
  const selecting = once(({ subject }: Policy): readonly Literal[] =>
    subject.requirements.map((each) => pods.space.podLabel('from', each)),
  );
  const meet = once((one: Policy) =>
    once((other: Policy) => narrow(start, [...selecting(one), ...selecting(other)]) !== undefined),
  );
  return {
    covers(others, rule, meter) {
      meter.steps += others.length / CLAUSES_A_STEP;
      if (meter.steps > meter.budget) return 'over-budget';
      const near = others.filter(({ policy }) => meet(rule.policy)(policy));
      let coverage: Coverage = 'admits-nothing';
      const hasBlocks = [rule, ...near].some((each) => hasBlock(each.rule));
      for (const view of views.filter(({ settles }) => hasBlocks || settles === 'every-rule')) {
        const seen = coveredIn(view, near, rule, meter);
        if (seen === 'not-covered' || seen === 'over-budget') return seen;
        if (seen === 'covered') coverage = seen;
      }
      return coverage;
    },
    selects(others, policy, meter) {
      const clauses = others.map((other) => none(selecting(other), start));
      return outside(narrow(start, selecting(policy)), clauses, meter);
    },
  };
}

function coveredIn(
  { start, ways, unless }: View,
  others: readonly PlacedRule[],
  rule: PlacedRule,
  meter: Meter,
): Coverage {
  meter.steps += [rule, ...others].reduce((sum, each) => sum + size(each), 0) / CLAUSES_A_STEP;
  if (meter.steps > meter.budget) return 'over-budget';
  const own = ways(rule);
  if (own.length === 0 || start === undefined) return 'admits-nothing';
  const clauses = others.flatMap(unless);
  let coverage: Coverage = 'admits-nothing';
  for (const way of own) {
    const seen = outside(narrow(start, way), clauses, meter);
    if (seen === 'not-covered' || seen === 'over-budget') return seen;
    if (seen === 'covered') coverage = seen;
  }
  return coverage;
}

/** About how many ways there are to match a rule. */
function size({ rule: { peers, ports } }: PlacedRule): number {
  return Math.max(1, peers.length) * Math.max(1, ports.length);
}

/** A long list of clauses is more work at every step. */
const CLAUSES_A_STEP = 16;

/** So are many variables. */
const VARIABLES_A_STEP = 512;

/** Whether some choice from these domains meets every clause. */
function outside(domains: Domains | undefined, clauses: readonly Clause[], meter: Meter): Coverage {
  if (domains === undefined) return 'admits-nothing';
  const work = 1 + clauses.length / CLAUSES_A_STEP + domains.length / VARIABLES_A_STEP;
  const within: Meter = { budget: Math.floor((meter.budget - meter.steps) / work), steps: 0 };
  const found = solve(domains, clauses, within);
  meter.steps += within.steps * work;
  if (found === 'over-budget') return found;
  return found === 'none' ? 'covered' : 'not-covered';
}
