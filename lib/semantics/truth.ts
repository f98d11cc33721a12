import { byText } from '../kernel';
import type { ReasonId } from '../platform';

/**
 * An answer with two bounds. `unknown` means that conformant implementations differ, or that a
 * fact is missing; its reasons name what would settle it.
 */
export type Truth =
  | { readonly answer: 'yes' }
  | { readonly answer: 'no' }
  | { readonly answer: 'unknown'; readonly reasons: readonly ReasonId[] };

export const YES: Truth = { answer: 'yes' };
export const NO: Truth = { answer: 'no' };

/** The truth of a plain fact. */
export function fact(holds: boolean): Truth {
  return holds ? YES : NO;
}

/** Open, for these reasons. */
export function unknown(...reasons: readonly ReasonId[]): Truth {
  return { answer: 'unknown', reasons };
}

/** The truth of an assumption: as the profile says, or open where it says nothing. */
export function assumed(setting: boolean | undefined, reason: ReasonId): Truth {
  return setting === undefined ? unknown(reason) : fact(setting);
}

export function not(truth: Truth): Truth {
  if (truth.answer === 'unknown') return truth;
  return truth.answer === 'yes' ? NO : YES;
}

/** Yes if all are yes; no if any is no; else unknown, for the reasons of all that are open. */
export function all(truths: readonly Truth[]): Truth {
  if (truths.some(({ answer }) => answer === 'no')) return NO;
  return openOf(truths) ?? YES;
}

/** Yes if any is yes; no if all are no; else unknown, for the reasons of all that are open. */
export function any(truths: readonly Truth[]): Truth {
  if (truths.some(({ answer }) => answer === 'yes')) return YES;
  return openOf(truths) ?? NO;
}

/** The truth of an answer that may rest on an open question: decided where both answers to it agree. */
export function whichever(reason: ReasonId, ifYes: Truth, ifNo: Truth): Truth {
  const [yes, no] = [reasonsOf(ifYes), reasonsOf(ifNo)];
  if (ifYes.answer === ifNo.answer && yes.join() === no.join()) return ifYes;
  return unknown(...sorted([...yes, ...no, reason]));
}

function reasonsOf(truth: Truth): readonly ReasonId[] {
  return truth.answer === 'unknown' ? truth.reasons : [];
}

function sorted(reasons: readonly ReasonId[]): readonly ReasonId[] {
  return [...new Set(reasons)].sort(byText((reason) => reason));
}

function openOf(truths: readonly Truth[]): Truth | undefined {
  const reasons = truths.flatMap(reasonsOf);
  return reasons.length === 0 ? undefined : unknown(...sorted(reasons));
}
