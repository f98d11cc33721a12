import type { Requirement, Selector } from '../../kernel';
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
  query(selector: Selector): Query;
}

/** Calls `found` for each selected thing in [lo, hi), ascending. */
export type Query = (lo: number, hi: number, found: (thing: number) => void) => void;

/** Lists of words one behind the other: those of thing `i` are from `starts[i]` to `starts[i + 1]`. */
export interface WordTable {
  readonly starts: Int32Array;
  readonly words: Int32Array;
}

export function selectorIndex(labels: LabelWords, table: WordTable): SelectorIndex {
  const having = inverted(labels.wordCount, table);
  const conditionOf = ({ key, operator, values }: Requirement): Condition => ({
    key: labels.keyNumber(key),
    words: values.length === 0 ? labels.wordsOf(key) : wordsFor(labels, key, values),
    wants: operator === 'In' || operator === 'Exists' ? 'one-of-them' : 'none-of-them',
  });
  return {
    query: ({ requirements }) => {
      const conditions = requirements.map(conditionOf);
      return (lo, hi, found) => {
        const likely = rarest(having, conditions, lo, hi);
        const rest = conditions.filter((condition) => condition !== likely);
        const test = (thing: number) => {
          for (const condition of rest) if (!holds(labels, table, condition, thing)) return;
          found(thing);
        };
        if (likely === undefined) for (let thing = lo; thing < hi; thing += 1) test(thing);
        else eachWithOneOf(having, likely.words, lo, hi, test);
      };
    },
  };
}

function wordsFor(labels: LabelWords, key: string, values: readonly string[]): readonly number[] {
  const [value, ...more] = values;
  if (value !== undefined && more.length === 0) return [labels.wordOf(key, value)];
  return [...new Set(values.map((each) => labels.wordOf(key, each)))];
}

function holds(
  labels: LabelWords,
  { starts, words }: WordTable,
  { key, words: asked, wants }: Condition,
  thing: number,
): boolean {
  const end = starts[thing + 1] ?? 0;
  for (let at = starts[thing] ?? 0; at < end; at += 1) {
    const word = words[at] ?? 0;
    if (labels.keyOf(word) === key) return asked.includes(word) === (wants === 'one-of-them');
  }
  return wants === 'none-of-them';
}

/** The positive condition that the fewest things in a range meet; undefined where there is none. */
function rarest(
  { starts, things }: Having,
  conditions: readonly Condition[],
  lo: number,
  hi: number,
): Condition | undefined {
  let best: Condition | undefined;
  let least = Number.POSITIVE_INFINITY;
  for (const condition of conditions) {
    if (condition.wants === 'none-of-them') continue;
    let size = 0;
    for (const word of condition.words) {
      const [from, to] = [starts[word] ?? 0, starts[word + 1] ?? 0];
      size += firstFrom(things, hi, from, to) - firstFrom(things, lo, from, to);
    }
    if (size < least) [best, least] = [condition, size];
  }
  return best;
}

/** A thing has one word of a key at most, so lists of different words of a key share nothing. */
function eachWithOneOf(
  { starts, things }: Having,
  words: readonly number[],
  lo: number,
  hi: number,
  take: (thing: number) => void,
): void {
  const several: number[] = [];
  for (const word of words) {
    const end = starts[word + 1] ?? 0;
    for (let at = firstFrom(things, lo, starts[word] ?? 0, end); at < end; at += 1) {
      const thing = things[at] ?? 0;
      if (thing >= hi) break;
      if (words.length === 1) take(thing);
      else several.push(thing);
    }
  }
  for (const thing of several.sort((a, b) => a - b)) take(thing);
}

/** Where the first number that is not below `least` stands, between two places of an ascending list. */
function firstFrom(list: Int32Array, least: number, start: number, end: number): number {
  let from = start;
  let to = end;
  while (from < to) {
    const middle = (from + to) >> 1;
    if ((list[middle] ?? 0) < least) from = middle + 1;
    else to = middle;
  }
  return from;
}

/** For each word the things that have it: from `starts[word]` to `starts[word + 1]`, ascending. */
interface Having {
  readonly starts: Int32Array;
  readonly things: Int32Array;
}

/** For each word the things that have it, ascending: a counting sort. */
function inverted(wordCount: number, { starts, words }: WordTable): Having {
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
