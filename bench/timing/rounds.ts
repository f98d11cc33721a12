import { controlLoop, hasDrifted } from './control';
import { cleanUp, medianOf, type Spent, spentBy } from './spent';

/** Something to be timed: does it once, and says what that took. */
export type Side = () => Spent;

/**
 * Times a function in this process right after it ran once untimed, and garbage of the other side was
 * collected before both. A forced collection also takes the compiled code of every function that
 * nobody holds at that moment, which no collection of a program at work does to code in use: timed
 * directly behind it, a figure would be half one of compiling.
 */
export function inProcess(run: () => unknown): Side {
  return () => {
    cleanUp();
    run();
    return spentBy(run);
  };
}

/** What two sides took, side by side: medians of rounds. */
export interface Comparison extends Quietness {
  readonly one: Spent;
  readonly other: Spent;
}

/** How far the machine let measure. */
export interface Quietness {
  readonly rounds: number;
  /** Rounds that were thrown away, since the machine changed its speed during them. */
  readonly repeated: number;
  /** The machine was restless for so long that restless rounds had to count. */
  readonly isRestless: boolean;
}

export interface RoundsOptions {
  readonly runs: number;
  /** How often each side runs at least before the rounds that count. @default - 2 */
  readonly warmUps?: number;
}

type Round = Pick<Comparison, 'one' | 'other'>;

const ATTEMPTS_EACH = 2;

/**
 * Times two sides in turn, and in turns which one is first, so that whatever changes about the
 * machine changes for both. A control loop stands before and after each round.
 */
export function sideBySide(one: Side, other: Side, options: RoundsOptions): Comparison {
  const { runs, warmUps = 2 } = options;
  for (const side of [one, other]) warmUp(side, warmUps);
  const quiet: Round[] = [];
  const restless: Round[] = [];
  let before = controlLoop();
  for (let at = 0; quiet.length < runs && at < runs * ATTEMPTS_EACH; at += 1) {
    const round = at % 2 === 0 ? timeOnce(one, other) : reversed(timeOnce(other, one));
    const after = controlLoop();
    (hasDrifted(before, after) ? restless : quiet).push(round);
    before = after;
  }
  const counted = [...quiet, ...restless].slice(0, runs);
  return {
    one: medianOf(counted.map((round) => round.one)),
    other: medianOf(counted.map((round) => round.other)),
    rounds: counted.length,
    repeated: quiet.length + restless.length - counted.length,
    isRestless: quiet.length < runs,
  };
}

const WARM_MILLISECONDS = 500;
const MOST_WARM_UPS = 100;

/** Runs a side until its code has been compiled for it: what is short runs many times. */
function warmUp(side: Side, atLeast: number): void {
  let spent = 0;
  for (let times = 0; times < MOST_WARM_UPS; times += 1) {
    if (times >= atLeast && spent >= WARM_MILLISECONDS) return;
    spent += side().wall;
  }
}

function timeOnce(one: Side, other: Side): Round {
  const first = one();
  return { one: first, other: other() };
}

function reversed({ one, other }: Round): Round {
  return { one: other, other: one };
}
