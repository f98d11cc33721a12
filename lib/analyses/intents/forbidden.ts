import type { EndBox, FlowBox, FlowPorts, Meter } from '../../engine';
import type { Findings } from './finding';
import { knownForbidden } from './known-forbidden';
import type { ResolvedEnd } from './resolved';
import { searchFlows } from './search-flows';
import type { World } from './world';

/** Flows that must not pass: between these ends, on these ports, but for those that may. */
export interface Forbidden {
  readonly from: readonly ResolvedEnd[];
  readonly to: readonly ResolvedEnd[];
  readonly ports: FlowPorts;
  readonly except: readonly FlowBox[];
}

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
