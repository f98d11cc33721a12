import { byText, formatPath, hasPassed, type Justification } from '../../kernel';
import type { Policy, Rule } from '../../model';
import type { EvidenceRule, Standing } from '../../results';

/** The rules that an answer has named so far, each with its reason. */
export interface RuleBook {
  /** The rule as the answer names it. */
  entry(policy: Policy, rule: Rule): EvidenceRule;
  /** All that were asked for, by id. */
  entries(): readonly EvidenceRule[];
}

/** An empty book. `today` is the day on which reasons are judged. */
export function ruleBook(today: string): RuleBook {
  const known = new Map<Rule, EvidenceRule>();
  return {
    entry: (policy, rule) => {
      const entry = known.get(rule) ?? evidenceOf(policy, rule, today);
      known.set(rule, entry);
      return entry;
    },
    entries: () => [...known.values()].sort(byText(({ id }) => id)),
  };
}

function evidenceOf({ namespace, name, origin }: Policy, rule: Rule, today: string): EvidenceRule {
  const { direction, index } = rule;
  const policy = `${namespace}/${name}`;
  const path = ['spec', direction, index];
  const because = origin.because?.(path);
  return {
    id: `${policy} ${formatPath([direction, index])}`,
    policy,
    direction,
    index,
    source: origin.at(path),
    ...(because !== undefined && { because }),
    standing: standingOf(because, today),
  };
}

/** The last day of a reason still counts. Days are compared as text: `YYYY-MM-DD` sorts by time. */
function standingOf(because: Justification | undefined, today: string): Standing {
  if (because === undefined) return 'unjustified';
  return hasPassed(because.until, today) ? 'expired' : 'justified';
}
