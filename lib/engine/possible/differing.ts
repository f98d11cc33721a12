import { type Direction, lazy } from '../../kernel';
import type { Policy } from '../../model';
import type { Profile } from '../../platform';
import { type Alternative, type Opening, throughRule } from './alternatives';
import type { BothSides, SettledSides, TwoSides } from './both-sides';
import { type ChangedGates, changedGates } from './changed-gates';
import { type Closed, closedUnder, waysClosed } from './closed';
import { allOf, atHome, podSelector, type Reading } from './conditions';
import type { SearchEnd, SearchEnds } from './ends';
import { familiesOf } from './pairs';
import type { PossiblePods } from './prepare';
import { isOnePlace, type PassingFlow } from './search';
import { type Clause, type Domains, type Meter, narrow, type Solution, solve } from './solve';
import { waysThrough } from './ways';

/** Flows that pass on one side, and do not on the other, under one reading. */
export interface DifferingFlow extends Pick<PassingFlow, 'ends' | 'family' | 'domains'> {
  /** The side that lets them through. */
  readonly pods: PossiblePods;
  /** The reading under which they differ. */
  readonly profile: Profile;
  /** The gate that is closed on the other side, what opens it here, and who isolates there. */
  readonly gate: Direction;
  readonly opening: Opening;
  readonly isolatedBy: Policy;
}

/** What makes two sides differ: the same for all flows that do so for one reason. */
export type DifferenceReason = Pick<DifferingFlow, 'gate' | 'opening' | 'isolatedBy'>;

/**
 * The flows that pass on one side and not on the other, one for each pair of ends and each way in
 * which they differ. Exact: where nothing is found, every flow that passes on the one side passes on
 * the other, under every reading. Where the meter runs out the last item says so.
 *
 * @param isTold differences that are not looked for any more; it may grow as flows are taken
 */
export function* differingFlows(
  sides: BothSides,
  meter: Meter,
  isTold: (reason: DifferenceReason) => boolean,
): Generator<DifferingFlow | 'over-budget'> {
  for (const seen of worthLooking(sides)) {
    for (const suspect of suspectsOf(seen)) {
      if (isTold(suspect.reason)) continue;
      const domains = solutionOf(seen, suspect, meter);
      if (domains === 'none') continue;
      if (domains === 'over-budget') {
        yield domains;
        return;
      }
      yield differing(seen, suspect, domains);
    }
  }
}

/** A pair of ends as both sides see it, under one reading, over one family. */
interface Seen {
  readonly settled: SettledSides;
  readonly ends: TwoSides<SearchEnds>;
  readonly readings: TwoSides<Reading>;
  readonly gates: readonly Direction[];
  /** The ways through a gate of the passing side. */
  readonly open: (direction: Direction) => readonly Alternative[];
}

/** The pairs of ends between which some gate may differ. */
function* worthLooking(sides: BothSides): Generator<Seen> {
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
): Generator<Seen> {
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
): Seen {
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

/** A way through a gate, and a way in which that gate is closed on the other side. */
interface Suspect {
  readonly reason: DifferenceReason;
  readonly way: Alternative;
  readonly closed: Closed;
}

function* suspectsOf({ settled, ends, readings, gates, open }: Seen): Generator<Suspect> {
  const { missing } = settled;
  for (const gate of gates) {
    const theirs = waysThrough(missing, readings.missing, gate, ends.missing);
    const closed = waysClosed(missing, readings.missing, gate, ends.missing, theirs);
    if (closed.length === 0) continue;
    const same = new Set(theirs.map(keyOf));
    for (const way of open(gate).filter((each) => !same.has(keyOf(each)))) {
      for (const each of closedUnder(closed, way.literals)) {
        const reason = { gate, opening: way.opening, isolatedBy: each.policy };
        yield { reason, way, closed: each };
      }
    }
  }
}

/** What must hold for one way: the same way on the other side lets the same through. */
function keyOf({ literals, clauses }: Alternative): string {
  const textOf = (clause: Clause) =>
    clause.map(({ variable, values }) => `${variable}:${values}`).join();
  return `${textOf(literals)} ${clauses.map(textOf).join(' ')}`;
}

/** Flows that take a way through a gate which is closed on the other side, and the other gate as well. */
function solutionOf(
  { ends, readings: { passing }, open }: Seen,
  { reason: { gate }, way, closed }: Suspect,
  meter: Meter,
): Solution {
  const home = allOf([
    atHome(passing, 'from', ends.passing.from),
    atHome(passing, 'to', ends.passing.to),
  ]);
  if (home === 'never') return 'none';
  const start = narrow(passing.space.start, [...home, ...way.literals, ...closed.literals]);
  if (start === undefined) return 'none';
  const clauses = [...way.clauses, ...closed.clauses];
  const alone = solve(start, clauses, meter);
  if (typeof alone === 'string') return alone;
  for (const behind of open(gate === 'egress' ? 'ingress' : 'egress')) {
    const domains = narrow(start, behind.literals);
    if (domains === undefined) continue;
    const solution = solve(domains, [...clauses, ...behind.clauses], meter);
    if (solution !== 'none') return solution;
  }
  return 'none';
}

function differing(seen: Seen, { reason }: Suspect, domains: Domains): DifferingFlow {
  const { settled, ends, readings } = seen;
  return {
    ...reason,
    ends: ends.passing,
    pods: settled.passing,
    profile: settled.profile,
    family: readings.passing.family,
    domains,
  };
}
