import { type Direction, once } from '../../../kernel';
import type { Policy, Rule } from '../../../model';
import { atHome } from '../address-conditions';
import { throughRule } from '../alternatives';
import type { SearchEnd, SearchEnds } from '../ends';
import { familiesOf } from '../pairs';
import type { Place } from '../places';
import type { PossiblePods } from '../prepare';
import type { Reading } from '../reading';
import { podSelector } from '../selector-conditions';
import { type Clause, type Domains, type Literal, narrow, negated } from '../solve';
import { otherEnds } from './covered-ends';
import { type GateReading, gateReadings, isOnHost } from './covered-readings';

/** A rule, and the policy that says for which pods it counts. */
export interface PlacedRule {
  readonly policy: Policy;
  readonly rule: Rule;
}

/** One kind of other end, seen under one reading. */
export interface View {
  /** `blocks`: what is told settles it already, unless one of the rules has a block. */
  readonly settles: 'every-rule' | 'blocks';
  /** What can be chosen of a flow before any rule is looked at. */
  readonly start: Domains | undefined;
  /** The ways in which a flow can match a rule. */
  ways(rule: PlacedRule): readonly (readonly Literal[])[];
  /** That a flow matches none of them. */
  unless(rule: PlacedRule): readonly Clause[];
}

/** Every view of the gates of one namespace. */
export function viewsOf(pods: PossiblePods, place: Place, direction: Direction): readonly View[] {
  const subject: SearchEnd = { kind: 'possible', place };
  const ends = otherEnds(pods);
  return gateReadings(pods, ends).flatMap((reading) =>
    ends.flatMap((other) => {
      const pair =
        direction === 'egress' ? { from: subject, to: other } : { from: other, to: subject };
      return viewsBetween(pods, reading, direction, pair);
    }),
  );
}

function viewsBetween(
  { space }: PossiblePods,
  { context, bound, isTold }: GateReading,
  direction: Direction,
  ends: SearchEnds,
): readonly View[] {
  const [side, otherSide] =
    direction === 'egress' ? (['from', 'to'] as const) : (['to', 'from'] as const);
  const settles = isTold || isOnHost(ends[otherSide]) ? 'every-rule' : 'blocks';
  const sharing = isOnePlace(ends) ? 'one-namespace' : 'two-namespaces';
  return familiesOf(ends, context.profile).map((family): View => {
    const reading: Reading = { space, context, bound, family, sharing, purpose: 'passing' };
    const home = atHome(reading, otherSide, ends[otherSide]);
    const ways = once((policy: Policy) => {
      const selects = podSelector(reading, side, ends[side], policy.subject);
      return once((rule: Rule) =>
        throughRule(reading, policy, rule, selects, ends).map(({ literals }) => literals),
      );
    });
    const unless = once((policy: Policy) =>
      once((rule: Rule) => ways(policy)(rule).map((way) => none(way, space.start))),
    );
    return {
      settles,
      start: home === 'never' ? undefined : narrow(space.start, home),
      ways: ({ policy, rule }) => ways(policy)(rule),
      unless: ({ policy, rule }) => unless(policy)(rule),
    };
  });
}

function isOnePlace({ from, to }: SearchEnds): boolean {
  return from.kind !== 'outside' && to.kind !== 'outside' && from.place === to.place;
}

/** The clause that these do not all hold. */
export function none(literals: readonly Literal[], start: Domains): Clause {
  return literals.map((each) => negated(each, start));
}
