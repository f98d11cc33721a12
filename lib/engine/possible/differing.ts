import type { Profile } from '../../platform';
import { atHome } from './address-conditions';
import type { BothSides } from './both-sides';
import { allOf } from './conditions';
import type { PossiblePods } from './prepare';
import type { PassingFlow } from './search';
import { pairsSeen, type SeenPair } from './seen-pairs';
import { type Domains, type Meter, narrow, type Solution, solve } from './solve';
import { type DifferenceReason, type Suspect, suspectsOf } from './suspects';

/** Flows that pass on one side, and do not on the other, under one reading. */
export interface DifferingFlow
  extends DifferenceReason,
    Pick<PassingFlow, 'ends' | 'family' | 'domains'> {
  /** The side that lets them through. */
  readonly pods: PossiblePods;
  /** The reading under which they differ. */
  readonly profile: Profile;
}

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
  for (const seen of pairsSeen(sides)) {
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

/** Flows that take a way through a gate which is closed on the other side, and the other gate as well. */
function solutionOf(
  { ends, readings: { passing }, open }: SeenPair,
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

function differing(seen: SeenPair, { reason }: Suspect, domains: Domains): DifferingFlow {
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
