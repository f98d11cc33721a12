import type { EndBox, Meter } from '../../engine';
import type { Findings } from './finding';
import type { Forbidden } from './forbidden-flows';
import { knownForbidden } from './known-forbidden';
import type { ResolvedEnd } from './resolved';
import { searchFlows } from './search-flows';
import type { World } from './world';

/** Finds the forbidden flows that pass, or may: of known ends each, of possible pods one for each rule. */
export function findForbidden(world: World, forbidden: Forbidden): Findings {
  const meter: Meter = { budget: world.budget, steps: 0 };
  const { ports, except } = forbidden;
  const [from, to] = [boxesOfAll(forbidden.from), boxesOfAll(forbidden.to)];
  const known = knownForbidden(world, forbidden, meter);
  const possible = searchFlows(world, { from, to, ports, except }, meter);
  const isOver = known.overBudget === true || possible.overBudget === true;
  return { found: [...known.found, ...possible.found], ...(isOver && { overBudget: true }) };
}

function boxesOfAll(ends: readonly ResolvedEnd[]): readonly EndBox[] {
  return ends.flatMap(({ boxes }) => boxes);
}
