import { type Direction, lazy } from '../../kernel';
import { type Alternative, throughRule } from './alternatives';
import type { BothSides, SettledSides, TwoSides } from './both-sides';
import { type ChangedGates, changedGates } from './changed-gates';
import { isOnePlace, type SearchEnd, type SearchEnds } from './ends';
import { familiesOf } from './pairs';
import type { PossiblePods } from './prepare';
import type { Reading } from './reading';
import { podSelector } from './selector-conditions';
import { waysThrough } from './ways';

/** A pair of ends as both sides see it, under one reading, over one family. */
export interface SeenPair {
  readonly settled: SettledSides;
  readonly ends: TwoSides<SearchEnds>;
  readonly readings: TwoSides<Reading>;
  readonly gates: readonly Direction[];
  /** The ways through a gate of the passing side. */
  readonly open: (direction: Direction) => readonly Alternative[];
}

/** The pairs of ends between which some gate may differ. */
export function* pairsSeen(sides: BothSides): Generator<SeenPair> {
  const { passing, missing } = sides.plain;
  const places = { passing: passing.placeNamed, missing: missing.placeNamed };
  const changed = changedGates(sides.clusters, places, sides.ends);
  for (const from of sides.ends) {
    for (const to of changed.from(from)) {
      const gates = isOnePod(from, to) ? [] : changed.between({ from, to });
      if (gates.length > 0) yield* eachReading(sides, { from, to }, gates, changed);
    }
  }
}

/**
 * Whether there may be a way through a gate that the other side has not: by a rule that only this one
 * has, or because only the other one isolates. Most rules name nobody at most ends. How policies see
 * a host-network pod, a reading settles.
 */
function mayPassAnew(
  reading: Reading,
  ends: SearchEnds,
  gate: Direction,
  changed: ChangedGates,
): boolean {
  const [side, other] = gate === 'egress' ? (['from', 'to'] as const) : (['to', 'from'] as const);
  const subject = ends[side];
  const change = changed.at(gate, subject);
  if (change === undefined || change.isolating.length > 0 || changed.isRelabelled(ends[other]))
    return true;
  return change.fresh.some(({ policy, rules }) => {
    const selects = podSelector(reading, side, subject, policy.subject);
    return rules.some((rule) => throughRule(reading, policy, rule, selects, ends).length > 0);
  });
}

/** A pod always reaches itself. */
function isOnePod(from: SearchEnd, to: SearchEnd): boolean {
  return from === to && from.kind === 'known' && from.pod.stands === 'for-one-pod';
}

/** The readings under which some of these gates may differ, each with those that do. */
function* eachReading(
  sides: BothSides,
  ends: SearchEnds,
  gates: readonly Direction[],
  changed: ChangedGates,
): Generator<SeenPair> {
  const sharing = isOnePlace(ends) ? 'one-namespace' : 'two-namespaces';
  for (const settled of sides.readings(ends)) {
    for (const family of familiesOf(ends, settled.profile)) {
      const readingOf = ({ space, context }: PossiblePods): Reading => ({
        space,
        context,
        bound: 'possible',
        purpose: 'passing',
        family,
        sharing,
      });
      const passing = readingOf(settled.passing);
      const anew = gates.filter((gate) => mayPassAnew(passing, ends, gate, changed));
      if (anew.length === 0) continue;
      const readings = { passing, missing: readingOf(settled.missing) };
      yield seenUnder(settled, ends, readings, anew);
    }
  }
}

function seenUnder(
  settled: SettledSides,
  ends: SearchEnds,
  readings: TwoSides<Reading>,
  gates: readonly Direction[],
): SeenPair {
  const openAt = (direction: Direction) =>
    lazy(() => waysThrough(settled.passing, readings.passing, direction, ends));
  const open = { egress: openAt('egress'), ingress: openAt('ingress') };
  return {
    settled,
    ends: { passing: ends, missing: withPlacesOf(settled.missing, ends) },
    readings,
    gates,
    open: (direction) => open[direction](),
  };
}

/** The same ends where the namespaces may have other labels. */
function withPlacesOf({ places, placeNamed }: PossiblePods, ends: SearchEnds): SearchEnds {
  const seen = (end: SearchEnd): SearchEnd => {
    if (end.kind === 'outside') return end;
    const { name } = end.place;
    const place =
      name === undefined ? places.find((each) => each.name === undefined) : placeNamed(name);
    return place === undefined ? end : { ...end, place };
  };
  return { from: seen(ends.from), to: seen(ends.to) };
}
