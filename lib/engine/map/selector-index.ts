import { once, type Selector } from '../../kernel';
import type { LabelWords } from './label-words';

/** One condition of a selector on words: whether one of them is there. */
interface Condition {
  readonly key: number;
  readonly words: readonly number[];
  readonly wants: 'one-of-them' | 'none-of-them';
}

/**
 * Finds what a selector selects among things numbered in a row, each with its words. Every word
 * keeps the ascending list of the things that have it, so a selector costs about as much as the
 * rarest thing it asks for, and only one without any positive condition looks at everything in its
 * range. Things of one namespace stand side by side: a local question is a slice of those lists.
 */
export interface SelectorIndex {
  /** Calls `found` for each selected thing in [lo, hi), ascending. */
  select(selector: Selector, lo: number, hi: number, found: (thing: number) => void): void;
}

/** Lists of words one behind the other: those of thing `i` are from `starts[i]` to `starts[i + 1]`. */
export interface WordTable {
  readonly starts: Int32Array;
  readonly words: Int32Array;
}

export function selectorIndex(labels: LabelWords, { starts, words }: WordTable): SelectorIndex {
  const having = inverted(labels.wordCount, starts, words);
  const conditionsOf = once((selector: Selector): readonly Condition[] =>
    selector.requirements.map(({ key, operator, values }) => ({
      key: labels.keyNumber(key),
      words:
        values.length === 0
          ? labels.wordsOf(key)
          : [...new Set(values.map((value) => labels.wordOf(key, value)))],
      wants: operator === 'In' || operator === 'Exists' ? 'one-of-them' : 'none-of-them',
    })),
  );
  const holds = ({ key, words: asked, wants }: Condition, thing: number): boolean => {
    const end = starts[thing + 1] ?? 0;
    for (let at = starts[thing] ?? 0; at < end; at += 1) {
      const word = words[at] ?? 0;
      if (labels.keyOf(word) === key) return asked.includes(word) === (wants === 'one-of-them');
    }
    return wants === 'none-of-them';
  };
  const sliceOf = (word: number, lo: number, hi: number): Int32Array => {
    const list = having.things.subarray(having.starts[word], having.starts[word + 1]);
    return list.subarray(firstFrom(list, lo), firstFrom(list, hi));
  };
  /** The things of the rarest positive condition; undefined where there is none. */
  const candidates = (conditions: readonly Condition[], lo: number, hi: number) => {
    let best: readonly Int32Array[] | undefined;
    let least = Number.POSITIVE_INFINITY;
    for (const { words: asked, wants } of conditions) {
      if (wants === 'none-of-them') continue;
      const slices = asked.map((word) => sliceOf(word, lo, hi));
      const size = slices.reduce((sum, slice) => sum + slice.length, 0);
      if (size < least) [best, least] = [slices, size];
    }
    return best === undefined ? undefined : merged(best);
  };
  return {
    select: (selector, lo, hi, found) => {
      const conditions = conditionsOf(selector);
      const likely = candidates(conditions, lo, hi);
      const test = (thing: number) => {
        for (const condition of conditions) if (!holds(condition, thing)) return;
        found(thing);
      };
      if (likely !== undefined) for (const thing of likely) test(thing);
      else for (let thing = lo; thing < hi; thing += 1) test(thing);
    },
  };
}

/** A thing has one word of a key at most, so lists of different words of a key share nothing. */
function merged(lists: readonly Int32Array[]): Int32Array {
  const [only, ...more] = lists;
  if (only === undefined) return new Int32Array(0);
  if (more.length === 0) return only;
  const all = new Int32Array(lists.reduce((sum, list) => sum + list.length, 0));
  let at = 0;
  for (const list of lists) {
    all.set(list, at);
    at += list.length;
  }
  return all.sort();
}

/** Where the first number that is not below `least` stands in an ascending list. */
export function firstFrom(list: Int32Array, least: number): number {
  let [from, to] = [0, list.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    if ((list[middle] ?? 0) < least) from = middle + 1;
    else to = middle;
  }
  return from;
}

/** For each word the things that have it, ascending: a counting sort. */
function inverted(wordCount: number, starts: Int32Array, words: Int32Array) {
  const from = new Int32Array(wordCount + 1);
  const used = starts[starts.length - 1] ?? 0;
  for (let at = 0; at < used; at += 1) bump(from, (words[at] ?? 0) + 1);
  for (let word = 0; word < wordCount; word += 1)
    from[word + 1] = (from[word + 1] ?? 0) + (from[word] ?? 0);
  const next = from.slice();
  const things = new Int32Array(used);
  for (let thing = 0; thing + 1 < starts.length; thing += 1) {
    const end = starts[thing + 1] ?? 0;
    for (let at = starts[thing] ?? 0; at < end; at += 1) things[bump(next, words[at] ?? 0)] = thing;
  }
  return { starts: from, things };
}

/** Adds one, and returns what was there. */
function bump(counts: Int32Array, at: number): number {
  const before = counts[at] ?? 0;
  counts[at] = before + 1;
  return before;
}
