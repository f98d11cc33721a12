import type { Direction } from '../../kernel';
import type { Policy } from '../../model';
import type { Alternative } from './alternatives';
import type { SearchEnds } from './ends';
import type { PossiblePods } from './prepare';
import type { Reading } from './reading';
import { podSelector } from './selector-conditions';
import { type Clause, type Literal, negated } from './solve';
import type { Side } from './space';

/** A gate that stands closed: a policy isolates the subject, and no rule lets the flow through. */
export interface Closed {
  /** The policy that isolates it. */
  readonly policy: Policy;
  readonly literals: readonly Literal[];
  readonly clauses: readonly Clause[];
}

/**
 * Every way in which a gate stands closed, of which `open` are all ways through. None where it never
 * does. They differ only in who isolates the subject.
 */
export function waysClosed(
  pods: PossiblePods,
  reading: Reading,
  direction: Direction,
  ends: SearchEnds,
  open: readonly Alternative[],
): readonly Closed[] {
  const side: Side = direction === 'egress' ? 'from' : 'to';
  const subject = ends[side];
  if (subject.kind === 'outside' || open.some(isAlways)) return [];
  const clauses = open
    .filter(({ opening }) => opening.kind === 'rule')
    .map(({ literals }) => literals.map((each) => negated(each, reading.space.start)));
  return pods
    .policiesIn(subject.place)
    .filter(({ isolates }) => isolates.includes(direction))
    .flatMap((policy): readonly Closed[] => {
      const literals = podSelector(reading, side, subject, policy.subject);
      return literals === 'never' ? [] : [{ policy, literals, clauses }];
    });
}

function isAlways({ literals, clauses }: Alternative): boolean {
  return literals.length === 0 && clauses.length === 0;
}

/** The ways that must be looked at together with others that hold: one is enough where it holds with them. */
export function closedUnder(
  all: readonly Closed[],
  literals: readonly Literal[],
): readonly Closed[] {
  const implied = all.find((closed) => closed.literals.every((each) => isAmong(each, literals)));
  return implied === undefined ? all : [implied];
}

function isAmong({ variable, values }: Literal, literals: readonly Literal[]): boolean {
  return literals.some((each) => each.variable === variable && (each.values & ~values) === 0n);
}
