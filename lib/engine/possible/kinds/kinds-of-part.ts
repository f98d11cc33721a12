import { byText, groupBy, type Labels, type Selector } from '../../../kernel';
import { type Asking, cellsOf } from './label-cells';
import { put, type SetTable, setTable, wordsFor } from './set-table';

/** Selectors that share labels, and every way in which one pod can meet them. */
export interface Part {
  /** Their places in the list that was asked about. */
  readonly selectors: readonly number[];
  readonly kinds: number;
  /** Whether pods of a kind meet the selector at this place of `selectors`. */
  meets(kind: number, selector: number): boolean;
  /** How many kinds meet none of those for which this says yes. */
  escaping(isAmong: (selector: number) => boolean): number;
  /** Labels of such a pod, without those that make no difference. */
  labels(kind: number): Labels;
}

/** More words of states than this are not kept, which is 64 MB: of very many selectors each is long. */
const MOST_WORDS = 1 << 24;

/** The states before the first label, or after one: how each was reached first. */
interface Level {
  readonly key: string;
  readonly values: readonly (string | undefined)[];
  /** Of each state: the one before it, and the value that led from there. */
  readonly before: readonly number[];
  readonly chosen: readonly number[];
}

/** Goes through the labels of one part; why and within which bound is told at `representatives`. */
export function partOf(
  all: readonly Selector[],
  selectors: readonly number[],
  mostKinds: number,
): Part | 'over-budget' {
  const width = wordsFor(selectors.length);
  const most = Math.min(mostKinds, Math.floor(MOST_WORDS / width));
  const start = new Uint32Array(width);
  for (const number of selectors.keys()) put(start, number);
  let states = setTable(width);
  states.add(start);
  const levels: Level[] = [];
  for (const [key, askings] of byLabel(all, selectors)) {
    if (valuesIn(askings) > most) return 'over-budget';
    const cells = cellsOf(askings, selectors.length);
    const level = { key, values: cells.map(({ value }) => value), before: [], chosen: [] };
    const alive = cells.map((cell) => cell.alive);
    const next = step(states, alive, level, { width, most });
    if (next === 'over-budget') return next;
    levels.push(level);
    states = next;
  }
  return partFrom(selectors, states, levels);
}

/** What each selector asks of each label, the label that most of them ask for first. */
function byLabel(all: readonly Selector[], selectors: readonly number[]) {
  const asked = selectors.flatMap((at, selector) =>
    [...groupBy(all[at]?.requirements ?? [], ({ key }) => key)].map(([key, requirements]) => ({
      key,
      selector,
      requirements,
    })),
  );
  return [...groupBy(asked, ({ key }) => key)].sort(([, a], [, b]) => b.length - a.length);
}

function valuesIn(askings: readonly Asking[]): number {
  return new Set(askings.flatMap((each) => each.requirements.flatMap(({ values }) => values))).size;
}

/** Chooses one label in every state. */
function step(
  states: SetTable,
  cells: readonly Uint32Array[],
  { before, chosen }: { readonly before: number[]; readonly chosen: number[] },
  { width, most }: { readonly width: number; readonly most: number },
): SetTable | 'over-budget' {
  const next = setTable(width);
  const left = new Uint32Array(width);
  for (let state = 0; state < states.size(); state += 1) {
    for (const [value, alive] of cells.entries()) {
      for (let at = 0; at < width; at += 1) left[at] = states.word(state, at) & (alive[at] ?? 0);
      if (next.add(left) < before.length) continue;
      before.push(state);
      chosen.push(value);
      if (before.length > most) return 'over-budget';
    }
  }
  return next;
}

function partFrom(selectors: readonly number[], kinds: SetTable, levels: readonly Level[]): Part {
  const width = wordsFor(selectors.length);
  return {
    selectors,
    kinds: kinds.size(),
    meets: (kind, selector) => (kinds.word(kind, selector >>> 5) & (1 << (selector & 31))) !== 0,
    escaping: (isAmong) => {
      const those = new Uint32Array(width);
      for (const [number, at] of selectors.entries()) if (isAmong(at)) put(those, number);
      let count = 0;
      for (let kind = 0; kind < kinds.size(); kind += 1) {
        let shared = 0;
        for (let at = 0; at < width; at += 1) shared |= kinds.word(kind, at) & (those[at] ?? 0);
        if (shared === 0) count += 1;
      }
      return count;
    },
    labels: (kind) => {
      const labels: [string, string][] = [];
      let state = kind;
      for (const { key, values, before, chosen } of [...levels].reverse()) {
        const value = values[chosen[state] ?? 0];
        if (value !== undefined) labels.push([key, value]);
        state = before[state] ?? 0;
      }
      return new Map(labels.sort(byText(([key]) => key)));
    },
  };
}
