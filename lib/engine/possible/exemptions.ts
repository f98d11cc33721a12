import type { Direction } from '../../kernel';
import { isTouchedByOthers, notSubject, onOwnNode } from '../gate';
import { ALWAYS, assumed, type Conditions, NEVER, under } from './conditions';
import type { SearchEnd, SearchEnds } from './ends';
import type { Reading } from './reading';

/**
 * Where a gate stands open whatever the policies of its namespace say: the subject is no pod, or
 * policies do not count for it, or not for this other end. Policies of kinds that are not modelled
 * may open it, and so leave nothing certain.
 */
export function unpoliced(reading: Reading, direction: Direction, ends: SearchEnds): Conditions {
  const { context, bound } = reading;
  const [subject, other] = direction === 'egress' ? [ends.from, ends.to] : [ends.to, ends.from];
  if (subject.kind === 'outside') return ALWAYS;
  if (context.profile.assume.enforces === false) return ALWAYS;
  if (isTouched(reading, subject)) return bound === 'possible' ? ALWAYS : NEVER;
  if (subject.kind === 'possible') {
    return context.profile.assume.enforces === undefined ? assumed(bound, undefined) : NEVER;
  }
  if (under(bound, notSubject(context.profile, subject.pod)) === ALWAYS) return ALWAYS;
  if (other.kind !== 'known') return NEVER;
  const otherEnd = { kind: 'pod', pod: other.pod } as const;
  return under(bound, onOwnNode(context, subject.pod, otherEnd, direction));
}

/** Whether policies that are not modelled may decide about the subject. */
export function isTouched({ context }: Reading, subject: SearchEnd): boolean {
  if (subject.kind === 'outside') return false;
  return isTouchedByOthers(context, subject.place.name);
}

/** Host-network pods are peers of a rule only where policies see them as pods. */
export function seenAsPod({ context, bound }: Reading, end: SearchEnd): Conditions {
  return end.kind === 'known' ? under(bound, context.seen(end.pod)) : ALWAYS;
}
