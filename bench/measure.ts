import type { Format } from './files/store';
import type { Scenario } from './scenarios';
import type { Quietness } from './timing/rounds';
import type { Spent } from './timing/spent';

/** What a measure may use of its surroundings. */
export interface Bench {
  /** How many rounds count. */
  readonly runs: number;
  scenario(name: string): Scenario;
  /** The file that holds a scenario. */
  file(name: string, format: Format): string;
}

/** A ratio of two sides by either clock, or an amount of something. */
export type Figure =
  | { readonly kind: 'ratio'; readonly cpu: number; readonly wall: number }
  | { readonly kind: 'amount'; readonly amount: number; readonly unit: string };

/** What a figure must be. A ratio must be so by both clocks. */
export type Target = { readonly atMost: number } | { readonly atLeast: number };

/** How far a figure was measured: wholly, or extended beyond what was run. */
export type Basis = 'measured' | 'extrapolated';

export interface Measured {
  readonly figure: Figure;
  readonly basis: Basis;
  /** The absolute figures behind it. */
  readonly detail: string;
  /** What was compared before the figure counted. */
  readonly proof: string;
  /** @default - nothing was timed in rounds */
  readonly quietness?: Quietness;
}

/** One line of the table. It throws where an answer is wrong, for then no time counts. */
export interface Measure {
  readonly id: string;
  readonly asks: string;
  readonly scenario: string;
  /** @default - it is told, and has no target */
  readonly target?: Target;
  run(bench: Bench): Measured;
}

/** How much more one side took than another one. */
export function ratioOf(side: Spent, other: Spent): Figure {
  return { kind: 'ratio', cpu: side.cpu / other.cpu, wall: side.wall / other.wall };
}

/** `212 ms` of the processor. */
export function cpuTime({ cpu }: Spent): string {
  return `${cpu < 10 ? cpu.toFixed(1) : Math.round(cpu)} ms`;
}
