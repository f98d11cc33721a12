import type { Check } from '../../check';
import { duplicateEntry } from './duplicate-entry';
import { policyThatAddsNothing } from './policy-that-adds-nothing';
import { redundantPolicy } from './redundant-policy';
import { redundantRule } from './redundant-rule';
import { shadowedRule } from './shadowed-rule';

/** In the order of their ids. */
export const DEAD: readonly Check[] = [
  redundantRule,
  redundantPolicy,
  shadowedRule,
  policyThatAddsNothing,
  duplicateEntry,
];
