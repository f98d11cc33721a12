import { noPorts, type PortSet } from '../../kernel';
import { type PortTruth, possible } from '../port-truth';
import type { Bound } from './ends';
import type { Literal } from './solve';

/** What must be chosen for something to hold: all of these literals, or no choice makes it hold. */
export type Conditions = readonly Literal[] | 'never';

export const ALWAYS: Conditions = [];
export const NEVER: Conditions = 'never';

/** All of several conditions. */
export function allOf(parts: readonly Conditions[]): Conditions {
  const literals: Literal[] = [];
  for (const part of parts) {
    if (part === 'never') return NEVER;
    literals.push(...part);
  }
  return literals;
}

/** Always, or never. */
export function when(fact: boolean): Conditions {
  return fact ? ALWAYS : NEVER;
}

/** A truth that is the same for every port: what it is worth under this bound. */
export function under(bound: Bound, truth: PortTruth): Conditions {
  const ports: PortSet = bound === 'certain' ? truth.yes : possible(truth);
  return when(!noPorts(ports));
}

/** An assumption of the profile; one that it leaves open holds where flows are merely possible. */
export function assumed(bound: Bound, setting: boolean | undefined): Conditions {
  return when(setting ?? bound === 'possible');
}
