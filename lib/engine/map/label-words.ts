import type { Labels, Selector } from '../../kernel';

/** A label that nobody asks for. */
const UNASKED = -1;

/**
 * The labels that selectors ask for, as numbers: one for each key with one of its values, and one
 * for a key with any other value where some selector asks whether the key is there at all. What no
 * selector can tell apart gets no number, so it vanishes: this is exact, and most labels of a real
 * pod (hashes, names of releases) go this way.
 */
export interface LabelWords {
  readonly wordCount: number;
  /** The key of a word. */
  keyOf(word: number): number;
  keyNumber(key: string): number;
  /** The word for a key with a value, or a negative number where nobody asks. */
  wordOf(key: string, value: string): number;
  /** Every word of a key. */
  wordsOf(key: string): readonly number[];
  /** Writes the words of some labels into `into`, ascending; returns how many there are. */
  project(labels: Labels, into: Int32Array): number;
}

interface Key {
  readonly number: number;
  readonly values: Map<string, number>;
  /** The word for every other value; `UNASKED` while nobody asks whether the key is there. */
  other: number;
}

/** Collects what these selectors ask for. */
export function labelWords(selectors: Iterable<Selector>): LabelWords {
  const keys = new Map<string, Key>();
  const keyOfWord: number[] = [];
  const newWord = (key: Key): number => {
    keyOfWord.push(key.number);
    return keyOfWord.length - 1;
  };
  for (const { requirements } of selectors) {
    for (const { key: name, values } of requirements) {
      const key = keys.get(name) ?? { number: keys.size, values: new Map(), other: UNASKED };
      keys.set(name, key);
      for (const value of values) if (!key.values.has(value)) key.values.set(value, newWord(key));
      if (values.length === 0 && key.other === UNASKED) key.other = newWord(key);
    }
  }
  const wordOf = (name: string, value: string): number => {
    const key = keys.get(name);
    return key === undefined ? UNASKED : (key.values.get(value) ?? key.other);
  };
  const project = (labels: Labels, into: Int32Array): number => {
    let end = 0;
    if (keys.size < labels.size) {
      for (const [name, key] of keys) {
        const value = labels.get(name);
        if (value !== undefined) end = insert(into, end, key.values.get(value) ?? key.other);
      }
    } else {
      for (const [name, value] of labels) end = insert(into, end, wordOf(name, value));
    }
    return end;
  };
  return {
    wordCount: keyOfWord.length,
    keyOf: (word) => keyOfWord[word] ?? UNASKED,
    keyNumber: (name) => keys.get(name)?.number ?? UNASKED,
    wordOf,
    wordsOf: (name) => {
      const key = keys.get(name);
      if (key === undefined) return [];
      return [...key.values.values(), ...(key.other === UNASKED ? [] : [key.other])];
    },
    project,
  };
}

/** Puts a word at its place among those before `end`; returns where they end now. */
function insert(into: Int32Array, end: number, word: number): number {
  if (word === UNASKED) return end;
  let at = end;
  for (; at > 0 && (into[at - 1] ?? 0) > word; at -= 1) into[at] = into[at - 1] ?? 0;
  into[at] = word;
  return end + 1;
}
