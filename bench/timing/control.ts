import { type Spent, spentBy } from './spent';

const STEPS = 20_000_000;

/** The same arithmetic every time: what changes about its time is the machine, not our code. */
export function controlLoop(): Spent {
  return spentBy(() => {
    let state = 1;
    for (let step = 0; step < STEPS; step += 1) state = (Math.imul(state, 1_664_525) + step) | 0;
    return state;
  });
}

const TOLERATED = 0.1;

/** Whether the machine changed its speed by more than a tenth between two control loops. */
export function hasDrifted(before: Spent, after: Spent): boolean {
  return Math.abs(after.wall / before.wall - 1) > TOLERATED;
}
