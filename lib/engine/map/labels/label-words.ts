import type { Labels, Selector } from '../../../kernel';
import type { Scratch } from '../lists/scratch';

/** A label that nobody asks for. */
export const UNASKED = -1;

/**
 * The labels that selectors ask for, as numbers: one for each key with one of its values, and one
 * for a key with any other value where some selector asks whether the key is there at all. What no
 * selector can tell apart gets no number, so it vanishes: this is exact, and most labels of a real
 * pod (hashes, names of releases) go this way. Costs a look-up for each asked key, or for each label
 * of a pod where these are fewer.
 */
export interface LabelWords {
  readonly wordCount: number;
  /** Every key that somebody asks for. */
  keyNames(): Iterable<string>;
  /** The key of a word. */
  keyOf(word: number): number;
  keyNumber(key: string): number;
  /** The word for a key with a value, or a negative number where nobody asks. */
  wordOf(key: string, value: string): number;
  /** Every word of a key. */
  wordsOf(key: string): readonly number[];
  /** Adds the words of some labels to a list whose words begin at `start` and are ascending. */
  project(labels: Labels, into: Scratch, start: number): void;
}

interface Key {
  readonly name: string;
  readonly number: number;
  readonly values: Map<string, number>;
  /** The word for every other value; `UNASKED` while nobody asks whether the key is there. */
  other: number;
  // The last value that was looked up: replicas stand side by side and are labelled alike.
  lastValue: string | undefined;
  lastWord: number;
}

/** The words of what selectors ask for. Collects while it is told of selectors, and answers then. */
export class AskedLabels implements LabelWords {
  private readonly keys = new Map<string, Key>();
  private readonly keyList: Key[] = [];
  private readonly keyOfWord: number[] = [];

  ask({ requirements }: Selector): void {
    for (const { key: name, values } of requirements) {
      const key = this.keys.get(name) ?? this.newKey(name);
      for (const value of values)
        if (!key.values.has(value)) key.values.set(value, this.newWord(key));
      if (values.length === 0 && key.other === UNASKED) key.other = this.newWord(key);
    }
  }

  get wordCount(): number {
    return this.keyOfWord.length;
  }

  keyNames(): Iterable<string> {
    return this.keys.keys();
  }

  keyOf(word: number): number {
    return this.keyOfWord[word] ?? UNASKED;
  }

  keyNumber(name: string): number {
    return this.keys.get(name)?.number ?? UNASKED;
  }

  wordOf(name: string, value: string): number {
    const key = this.keys.get(name);
    return key === undefined ? UNASKED : wordIn(key, value);
  }

  wordsOf(name: string): readonly number[] {
    const key = this.keys.get(name);
    if (key === undefined) return [];
    return [...key.values.values(), ...(key.other === UNASKED ? [] : [key.other])];
  }

  /** Looks for what is asked among the labels, or for the labels among what is asked: for the fewer. */
  project(labels: Labels, into: Scratch, start: number): void {
    if (this.keyList.length < labels.size) {
      for (const key of this.keyList) {
        const value = labels.get(key.name);
        if (value !== undefined) insert(wordIn(key, value), into, start);
      }
    } else {
      labels.forEach((value, name) => {
        insert(this.wordOf(name, value), into, start);
      });
    }
  }

  private newKey(name: string): Key {
    const key = {
      name,
      number: this.keyList.length,
      values: new Map(),
      other: UNASKED,
      lastValue: undefined,
      lastWord: UNASKED,
    };
    this.keys.set(name, key);
    this.keyList.push(key);
    return key;
  }

  private newWord(key: Key): number {
    this.keyOfWord.push(key.number);
    return this.keyOfWord.length - 1;
  }
}

function wordIn(key: Key, value: string): number {
  if (key.lastValue !== value) {
    key.lastWord = key.values.get(value) ?? key.other;
    key.lastValue = value;
  }
  return key.lastWord;
}

function insert(word: number, into: Scratch, start: number): void {
  if (word !== UNASKED) into.insert(word, start);
}
