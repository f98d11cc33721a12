import {
  bothSides,
  type DifferenceReason,
  differingFlows,
  type Meter,
  mayBeConcerned,
  mayDiffer,
} from '../../engine';
import { groupBy } from '../../kernel';
import type { DiffResult, DiffRow, DiffSide, PossibleChange } from '../../results';
import type { Aligned } from './align';
import type { Compared } from './compared';
import { confirmed, type Named } from './confirm';
import { eachOnce } from './each-once';
import { perSide } from './per-side';
import { otherSide, sameNamespaces } from './same-namespaces';
import { namesOf, specialPods } from './special-pods';
import { reasonKey, toldBy } from './told-reasons';

/** What is known already, and how long to look. */
export interface PossibleQuestion {
  readonly rows: readonly DiffRow[];
  readonly ends: Aligned;
  readonly budget: number;
}

/** What differs for pods that do not exist yet. */
export interface ComparedPossible {
  readonly changes: readonly PossibleChange[];
  readonly equivalence: DiffResult['equivalence'];
}

/** Of more changes than this nobody reads on. */
const ENOUGH = 20;

/** A reading under which some flow differs of which no profile tells; more of them are no news. */
const TRIES = 200;

/**
 * Looks for flows of pods that do not exist yet that pass on one side only. Where there is none, and
 * no row, both sides let the same through for every pod that could exist.
 */
export function comparePossible(
  sides: Compared,
  { rows, ends, budget }: PossibleQuestion,
): ComparedPossible {
  if (sides.profile.assume.enforces === false) return { changes: [], equivalence: 'proven' };
  const world: Compared = { ...sides, clusters: sameNamespaces(sides.clusters) };
  const names = namesOf(ends);
  const meter: Meter = { budget, steps: 0 };
  const told = perSide((side) => toldBy(rows, side));
  const looks = (['after', 'before'] as const).map((passes) =>
    look(world, { passes, ends, told: told[passes], names, meter }),
  );
  const changes = eachFlowOnce(looks.flatMap((each) => each.changes));
  const is = (equivalence: DiffResult['equivalence']) =>
    looks.some((each) => each.equivalence === equivalence);
  return { changes, equivalence: standing(is, changes.length > 0, isDark(sides)) };
}

/** Two reasons may be shown by one flow; it is one change, for all that causes it. */
function eachFlowOnce(changes: readonly PossibleChange[]): readonly PossibleChange[] {
  const same = groupBy(changes, ({ causes: _, ...flow }) => JSON.stringify(flow));
  return [...same.values()].flatMap((each) =>
    each.slice(0, 1).map((first) => ({
      ...first,
      causes: eachOnce(each.flatMap(({ causes }) => causes)),
    })),
  );
}

function standing(
  is: (equivalence: DiffResult['equivalence']) => boolean,
  differs: boolean,
  dark: boolean,
): DiffResult['equivalence'] {
  if (differs || is('differs')) return 'differs';
  if (is('over-budget')) return 'over-budget';
  return dark || is('undecided') ? 'undecided' : 'proven';
}

/** What policies do that are not evaluated, nobody can compare. */
function isDark({ clusters, profile }: Compared): boolean {
  if (profile.assume['unmodelled-kinds'] === 'ignored') return false;
  return clusters.before.unmodelled.length + clusters.after.unmodelled.length > 0;
}

interface Look {
  /** The side that lets through what is looked for. */
  readonly passes: DiffSide;
  readonly ends: Aligned;
  readonly told: Set<string>;
  readonly names: Named;
  readonly meter: Meter;
}

function look(world: Compared, { passes, ends, told, names, meter }: Look): ComparedPossible {
  const { clusters, profile } = world;
  const two = { passing: clusters[passes], missing: clusters[otherSide(passes)] };
  if (!mayDiffer(two)) return { changes: [], equivalence: 'proven' };
  const sides = bothSides(two, profile, specialPods(world, ends, mayBeConcerned(two)));
  const changes: PossibleChange[] = [];
  let unconfirmed = 0;
  const isTold = (reason: DifferenceReason) => told.has(reasonKey(reason));
  for (const found of differingFlows(sides, meter, isTold)) {
    if (found === 'over-budget') return { changes, equivalence: found };
    const change = confirmed(world, found, passes, names);
    if (change === undefined) unconfirmed += 1;
    else {
      told.add(reasonKey(found));
      changes.push(change);
    }
    if (changes.length === ENOUGH) return { changes, equivalence: 'differs' };
    if (unconfirmed === TRIES) return { changes, equivalence: 'undecided' };
  }
  return { changes, equivalence: unconfirmed > 0 ? 'undecided' : 'proven' };
}
