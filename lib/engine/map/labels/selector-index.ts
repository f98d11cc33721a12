import type { Requirement, Selector } from '../../../kernel';
import { firstFrom } from '../lists/bisect';
import { type Lists, turned } from '../lists/lists';
import type { Scratch } from '../lists/scratch';
import type { LabelWords } from './label-words';

/** One condition of a selector on words: whether one of them is there. */
interface Condition {
  readonly key: number;
  readonly words: readonly number[];
  readonly wants: 'one-of-them' | 'none-of-them';
}

/** A selector, prepared for one index. */
export type Query = readonly Condition[];

/** The words of each thing. */
export type WordTable = Lists;

/**
 * Finds what a selector selects among things numbered in a row, each with its words. Every word
 * keeps the ascending list of the things that have it, so a selector costs about as much as the
 * rarest thing it asks for, and only one without any positive condition looks at everything in its
 * range. Things of one namespace stand side by side: a local question is a slice of those lists.
 */
export class SelectorIndex {
  private readonly labels: LabelWords;
  private readonly table: WordTable;
  /** For each word the things that have it. */
  private readonly having: Lists;

  constructor(labels: LabelWords, table: WordTable) {
    this.labels = labels;
    this.table = table;
    this.having = turned(table, labels.wordCount);
  }

  query({ requirements }: Selector): Query {
    return requirements.map((requirement) => conditionOf(this.labels, requirement));
  }

  /** Adds each selected thing in [lo, hi) to a list, ascending. */
  select(query: Query, lo: number, hi: number, into: Scratch): void {
    const likely = rarest(this.having, query, lo, hi);
    if (likely === undefined) {
      for (let thing = lo; thing < hi; thing += 1) this.test(query, undefined, thing, into);
      return;
    }
    // A thing has one word of a key at most, so lists of different words of a key share nothing.
    const first = into.length;
    const { starts, items } = this.having;
    for (const word of likely.words) {
      const end = starts[word + 1] ?? 0;
      for (let at = firstFrom(items, lo, starts[word] ?? 0, end); at < end; at += 1) {
        const thing = items[at] ?? 0;
        if (thing >= hi) break;
        this.test(query, likely, thing, into);
      }
    }
    if (likely.words.length > 1) into.items.subarray(first, into.length).sort();
  }

  private test(query: Query, known: Condition | undefined, thing: number, into: Scratch): void {
    for (const condition of query)
      if (condition !== known && !holds(this.labels, this.table, condition, thing)) return;
    into.add(thing);
  }
}

function conditionOf(labels: LabelWords, { key, operator, values }: Requirement): Condition {
  return {
    key: labels.keyNumber(key),
    words: values.length === 0 ? labels.wordsOf(key) : wordsFor(labels, key, values),
    wants: operator === 'In' || operator === 'Exists' ? 'one-of-them' : 'none-of-them',
  };
}

function wordsFor(labels: LabelWords, key: string, values: readonly string[]): readonly number[] {
  const [value, ...more] = values;
  if (value !== undefined && more.length === 0) return [labels.wordOf(key, value)];
  return [...new Set(values.map((each) => labels.wordOf(key, each)))];
}

function holds(
  labels: LabelWords,
  { starts, items }: WordTable,
  { key, words: asked, wants }: Condition,
  thing: number,
): boolean {
  const end = starts[thing + 1] ?? 0;
  for (let at = starts[thing] ?? 0; at < end; at += 1) {
    const word = items[at] ?? 0;
    if (labels.keyOf(word) === key) return asked.includes(word) === (wants === 'one-of-them');
  }
  return wants === 'none-of-them';
}

/** The positive condition that the fewest things in a range meet; undefined where there is none. */
function rarest(
  { starts, items }: Lists,
  query: Query,
  lo: number,
  hi: number,
): Condition | undefined {
  let best: Condition | undefined;
  let least = Number.POSITIVE_INFINITY;
  for (const condition of query) {
    if (condition.wants === 'none-of-them') continue;
    let size = 0;
    for (const word of condition.words) {
      const [from, to] = [starts[word] ?? 0, starts[word + 1] ?? 0];
      size += firstFrom(items, hi, from, to) - firstFrom(items, lo, from, to);
    }
    if (size < least) [best, least] = [condition, size];
  }
  return best;
}
