import type { PlacedRule } from '../../../engine';
import type { ObjectPath, RelatedPlace } from '../../../kernel';

/** `shop/web ingress[0]`. */
export function ruleName({ policy, rule }: PlacedRule): string {
  return `${policy.namespace}/${policy.name} ${rule.direction}[${rule.index}]`;
}

/** Where a rule, or something in it, is in its policy. */
export function rulePath(
  { direction, index }: PlacedRule['rule'],
  ...inside: ObjectPath
): ObjectPath {
  return ['spec', direction, index, ...inside];
}

/** A rule as a place that a finding points to. */
export function rulePlace(placed: PlacedRule, does: string): RelatedPlace {
  const { policy, rule } = placed;
  return {
    message: `${ruleName(placed)} ${does}`,
    source: policy.origin.at(rulePath(rule)),
  };
}

/** `shop/a ingress[0], shop/b ingress[1] and 2 more`. */
export function ruleNames(rules: readonly PlacedRule[]): string {
  const [first, second, ...others] = rules.map(ruleName);
  if (second === undefined) return first ?? '';
  return others.length === 0
    ? `${first} and ${second}`
    : `${first}, ${second} and ${others.length} more`;
}
