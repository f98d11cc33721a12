import { addAll, type Bits, has, nextIn, numbersIn } from './bits';

/**
 * What each row reaches in any number of steps: numbers beyond the rows are reached, and lead nowhere.
 *
 * Rows that reach each other reach the same, so they are found first (Tarjan's strongly connected
 * components) and share one set. A component is complete only after all that it leads to, so its set
 * is what its rows reach, and what that reaches. Bound: the pairs of rows that reach each other, plus
 * one join of sets for each component and each other one that it leads to by no third.
 */
export function closureOf(rows: readonly Bits[]): readonly Bits[] {
  const closed: Bits[] = [];
  for (const members of componentsOf(rows)) {
    const reached = (rows[0] ?? EMPTY).slice().fill(0);
    for (const member of members) addAll(reached, rows[member] ?? EMPTY);
    addAll(reached, behind(reached, closed));
    for (const member of members) closed[member] = reached;
  }
  return closed;
}

const EMPTY: Bits = new Uint32Array(0);

/** What is reached through these numbers. */
function behind(reached: Bits, closed: readonly Bits[]): Bits {
  const through = reached.slice().fill(0);
  for (const next of numbersIn(reached)) {
    if (!has(through, next)) addAll(through, closed[next] ?? EMPTY);
  }
  return through;
}

/** The state of a walk through all rows, deepest first. */
interface Walk {
  readonly rows: readonly Bits[];
  /** When each row was come upon, from 1; 0 for one that was not. */
  readonly met: Int32Array;
  /** The earliest open row that each one leads back to. */
  readonly back: Int32Array;
  /** Rows whose component is not complete. */
  readonly open: number[];
  readonly isOpen: Uint8Array;
  count: number;
}

/** Rows that reach each other, each component after all that it leads to. */
function* componentsOf(rows: readonly Bits[]): Generator<readonly number[]> {
  const ints = () => new Int32Array(rows.length);
  const isOpen = new Uint8Array(rows.length);
  const walk: Walk = { rows, met: ints(), back: ints(), open: [], isOpen, count: 0 };
  for (const root of rows.keys()) if (walk.met[root] === 0) yield* componentsFrom(walk, root);
}

function* componentsFrom(walk: Walk, root: number): Generator<readonly number[]> {
  // A path of its own and no recursion: it may be as long as there are rows.
  const path = [meet(walk, root)];
  for (let step = path.at(-1); step !== undefined; step = path.at(-1)) {
    const further = follow(walk, step);
    if (further !== undefined) {
      path.push(further);
      continue;
    }
    path.pop();
    const { row } = step;
    const above = path.at(-1);
    if (above !== undefined) leadBack(walk, above.row, walk.back[row]);
    if (walk.back[row] === walk.met[row]) yield completed(walk, row);
  }
}

/** A row on the path, and the number from which on it has not been followed. */
interface Step {
  readonly row: number;
  from: number;
}

/** Follows a row to the next one that nobody has come upon. */
function follow(walk: Walk, step: Step): Step | undefined {
  const { rows, met, isOpen } = walk;
  const row = rows[step.row] ?? EMPTY;
  for (let next = nextIn(row, step.from); next >= 0; next = nextIn(row, next + 1)) {
    if (next >= rows.length) return undefined;
    step.from = next + 1;
    if (met[next] === 0) return meet(walk, next);
    if (isOpen[next] === 1) leadBack(walk, step.row, met[next]);
  }
  return undefined;
}

function meet(walk: Walk, row: number): Step {
  walk.count += 1;
  walk.met[row] = walk.count;
  walk.back[row] = walk.count;
  walk.open.push(row);
  walk.isOpen[row] = 1;
  return { row, from: 0 };
}

function leadBack({ back }: Walk, row: number, time = 0): void {
  back[row] = Math.min(back[row] ?? time, time);
}

function completed({ open, isOpen }: Walk, row: number): readonly number[] {
  const members = open.splice(open.lastIndexOf(row));
  for (const member of members) isOpen[member] = 0;
  return members;
}
