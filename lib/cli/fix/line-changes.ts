/** Lines that are not the same in two texts: from the first to after the last, counted from 0. */
export interface LineChange {
  readonly before: readonly [from: number, to: number];
  readonly after: readonly [from: number, to: number];
}

/** More steps than this are not worth a shorter answer. */
const MAX_STEPS = 2_000;

/** The fewest lines that turn one text into another, in order (E. W. Myers, 1986). */
export function lineChanges(
  before: readonly string[],
  after: readonly string[],
): readonly LineChange[] {
  const start = commonStart(before, after);
  const end = commonEnd(before, after, start);
  const a = before.slice(start, before.length - end);
  const b = after.slice(start, after.length - end);
  const kept = keptLines(a, b).map(([x, y]): Pair => [x + start, y + start]);
  return between([...kept, [before.length - end, after.length - end]], [start, start]);
}

type Pair = readonly [x: number, y: number];

function commonStart(a: readonly string[], b: readonly string[]): number {
  let at = 0;
  while (at < a.length && at < b.length && a[at] === b[at]) at += 1;
  return at;
}

function commonEnd(a: readonly string[], b: readonly string[], start: number): number {
  let at = 0;
  const most = Math.min(a.length, b.length) - start;
  while (at < most && a[a.length - 1 - at] === b[b.length - 1 - at]) at += 1;
  return at;
}

/** The lines between those that are kept. */
function between(kept: readonly Pair[], start: Pair): readonly LineChange[] {
  const changes: LineChange[] = [];
  let [x, y] = start;
  for (const [nextX, nextY] of kept) {
    if (nextX > x || nextY > y) changes.push({ before: [x, nextX], after: [y, nextY] });
    [x, y] = [nextX + 1, nextY + 1];
  }
  return changes;
}

/** How far each diagonal was followed: the line of the first text, by the diagonal. */
type Reached = ReadonlyMap<number, number>;

/** The lines that both texts keep; none where the texts are too different. */
function keptLines(a: readonly string[], b: readonly string[]): readonly Pair[] {
  const reached = new Map<number, number>([[1, 0]]);
  const steps: Reached[] = [];
  for (let step = 0; step <= Math.min(a.length + b.length, MAX_STEPS); step += 1) {
    steps.push(new Map(reached));
    for (let k = -step; k <= step; k += 2) {
      const from = comesFrom(k, step, reached);
      let x = (reached.get(from) ?? 0) + (from < k ? 1 : 0);
      while (x < a.length && x - k < b.length && a[x] === b[x - k]) x += 1;
      reached.set(k, x);
      if (x >= a.length && x - k >= b.length) return walkBack(steps, [a.length, b.length]);
    }
  }
  return [];
}

/** The diagonal from which one is entered: the next one that was followed further. */
function comesFrom(k: number, step: number, reached: Reached): number {
  if (k === -step) return k + 1;
  if (k === step) return k - 1;
  return (reached.get(k - 1) ?? 0) < (reached.get(k + 1) ?? 0) ? k + 1 : k - 1;
}

function walkBack(steps: readonly Reached[], end: Pair): readonly Pair[] {
  const kept: Pair[] = [];
  let [x, y] = end;
  for (const [step, reached] of [...steps.entries()].reverse()) {
    const from = comesFrom(x - y, step, reached);
    const fromX = step === 0 ? 0 : (reached.get(from) ?? 0);
    const fromY = step === 0 ? 0 : fromX - from;
    while (x > fromX && y > fromY) {
      x -= 1;
      y -= 1;
      kept.push([x, y]);
    }
    [x, y] = [fromX, fromY];
  }
  return kept.reverse();
}
