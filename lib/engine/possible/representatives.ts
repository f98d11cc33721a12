import { byText, groupBy, type Labels, type Selector } from '../../kernel';
import { type Asking, cellsOf, isContradiction } from './label-cells';
import { partsBy } from './label-parts';
import { put, type SetTable, setTable, wordsFor } from './set-table';

/**
 * Every kind of pod that some selectors can tell apart, each with labels that make such a pod: the
 * truth vectors of the selectors that some labels reach, exactly.
 *
 * The idea: go through the labels one after the other. Of what was chosen so far only one thing
 * matters, which selectors are still alive, so choices that leave the same ones are one state, kept
 * once (a decision diagram whose nodes are hash-consed). After the last label the states are the truth
 * vectors; the way that reached a state first names labels for it. It is right because a label acts on
 * a selector only through the values that `cellsOf` tells apart, and every choice of one of them for
 * each label is a pod: none is missed, and none is made up.
 *
 * The bound: labels times states times values. States can be many: n labels that n selectors use alone
 * make 2^n kinds of pods. No method is fast always: whether some pod escapes every selector is 3-SAT
 * already where each asks three labels to exist or not (clause c is the selector that all of its
 * literals fail). So states are counted, and a part that has too many is given up, never cut short.
 * That is rare: selectors that share no label are kept apart in parts of their own, whose kinds are
 * never multiplied out, and labels that most selectors ask for come first, so that a pod has one `app`
 * before anything else is chosen.
 */
export interface Representatives {
  /** A pod is one kind of each part, in every combination. */
  readonly parts: readonly Part[];
  /** The selectors that every pod meets. All others that no part speaks of, none meets. */
  readonly met: readonly number[];
}

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

/** More states than this between two labels are not kept. */
export const MOST_KINDS = 100_000;

/** Nor are more words of them, which is 64 MB: of very many selectors each state is long. */
const MOST_WORDS = 1 << 24;

/** Works out the kinds of pods that selectors tell apart. */
export function representatives(
  selectors: readonly Selector[],
  most: number = MOST_KINDS,
): Representatives | 'over-budget' {
  const met: number[] = [];
  const asking: number[] = [];
  for (const [at, { requirements }] of selectors.entries()) {
    if (requirements.length === 0) met.push(at);
    else if (!isUnmeetable(requirements)) asking.push(at);
  }
  const parts: Part[] = [];
  for (const group of partsBy(asking, (at) => selectors[at]?.requirements ?? [])) {
    const part = partOf(selectors, group, most);
    if (part === 'over-budget') return part;
    parts.push(part);
  }
  return { parts, met };
}

function isUnmeetable(requirements: Selector['requirements']): boolean {
  if (requirements.length === 1) return isContradiction(requirements);
  return [...groupBy(requirements, ({ key }) => key).values()].some(isContradiction);
}

/** The states before the first label, or after one: how each was reached first. */
interface Level {
  readonly key: string;
  readonly values: readonly (string | undefined)[];
  /** Of each state: the one before it, and the value that led from there. */
  readonly before: readonly number[];
  readonly chosen: readonly number[];
}

function partOf(
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
