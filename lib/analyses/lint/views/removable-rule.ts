import type { PlacedRule } from '../../../engine';
import type { Fix } from '../../../results';
import type { Examined } from '../check';
import { writtenSpec } from '../written';
import { rulePath } from './rule-place';

/**
 * The change that takes a rule away. Without `policyTypes` the rules going out also say that going out
 * is policed: the last of them is no mere rule.
 */
export function removalOf(examined: Examined, { policy, rule }: PlacedRule): Fix | undefined {
  const { policyTypes } = writtenSpec(examined, policy);
  const isSaid = Array.isArray(policyTypes) && policyTypes.length > 0;
  if (rule.direction === 'egress' && !isSaid) return undefined;
  return { title: 'remove the rule', edits: [{ path: rulePath(rule), remove: true }] };
}
