import type { Direction, VerdictWord } from '../../../kernel';
import type { Cluster, Flow } from '../../../model';
import {
  ASSUMPTION_IDS,
  type Assume,
  type AssumptionId,
  answersTo,
  isOpen,
  type Profile,
  questionOf,
  type ReasonId,
  settledAs,
} from '../../../platform';
import type { DecidingFact, OpenQuestion } from '../../../results';
import { evaluate } from '../../../semantics';
import { nearPolicies } from '../near-policies';

/** One flow under the facts of one profile. */
export interface Asked {
  readonly cluster: Cluster;
  readonly profile: Profile;
  readonly flow: Flow;
}

/** Facts of a profile that are no assumptions, and may settle a question all the same. */
const FIELDS = ['podCidrs', 'nodeCidrs', 'ipFamilies'] as const;

/**
 * What the profile says, without which this gate would be undecided: each fact is taken away in
 * turn. That policies are enforced goes without saying.
 */
export function decidingFacts(asked: Asked, direction: Direction): readonly DecidingFact[] {
  const { profile } = asked;
  const near = nearPolicies(asked.cluster, asked.flow);
  const isNeeded = (without: Profile) => {
    const { open } = evaluate(near, without, asked.flow)[direction];
    return open.answer === 'unknown';
  };
  if (isNeeded(profile)) return [];
  const assumed = ASSUMPTION_IDS.filter(
    (id) => !isOpen(id, profile.assume) && !(id === 'enforces' && profile.assume.enforces),
  ).filter((id) => isNeeded(withAssume(profile, forgetting(profile.assume, id))));
  const fields = FIELDS.filter((field) => profile[field] !== undefined).filter((field) => {
    const { [field]: _, ...without } = profile;
    return isNeeded(without);
  });
  return [
    ...assumed.map((id): DecidingFact => {
      const source = profile.sources?.[id];
      const fact = { id, value: String(profile.assume[id]) };
      return source === undefined ? fact : { ...fact, source };
    }),
    ...fields.map((id) => ({ id, value: (profile[id] ?? []).join(', ') })),
  ];
}

/** Each fact that an undecided verdict waits for, and what its answers would make of it. */
export function openQuestions(asked: Asked, reasons: readonly ReasonId[]): readonly OpenQuestion[] {
  return reasons.map((id) => {
    const question = { id, question: questionOf(id) };
    const assumption = ASSUMPTION_IDS.find((each) => each === id);
    if (assumption === undefined) return question;
    return { ...question, outcomes: outcomesOf(asked, assumption) };
  });
}

function outcomesOf(
  { cluster, profile, flow }: Asked,
  id: AssumptionId,
): readonly { readonly value: string; readonly verdict: VerdictWord }[] {
  const near = nearPolicies(cluster, flow);
  return answersTo(id).flatMap((value) => {
    const settled = { ...profile.assume, ...settledAs(id, value) };
    if (isOpen(id, settled)) return [];
    return [{ value, verdict: evaluate(near, withAssume(profile, settled), flow).verdict }];
  });
}

function withAssume(profile: Profile, assume: Assume): Profile {
  return { ...profile, assume };
}

function forgetting(assume: Assume, id: AssumptionId): Assume {
  const { [id]: _, ...others } = assume;
  return others;
}
