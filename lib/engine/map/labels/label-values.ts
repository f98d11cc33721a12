import type { Labels } from '../../../kernel';
import { Scratch } from '../lists/scratch';
import { type LabelWords, UNASKED } from './label-words';

/**
 * A number for each key that selectors ask for, together with any value of it. Finer than the words
 * of labels, which tell apart only the values that are asked for: what is worked out for one pod and
 * shown for others needs labels that are the same, and not only labels that are answered the same.
 * Costs a look-up for each asked key, or for each label where these are fewer.
 */
export class LabelValues {
  private readonly keys: ReadonlyMap<string, Values>;
  /** The word of each number. */
  private readonly words = new Scratch();
  private readonly asked: LabelWords;

  constructor(asked: LabelWords) {
    this.asked = asked;
    this.keys = new Map(
      Array.from(asked.keyNames(), (name) => [
        name,
        { name, numbers: new Map(), lastValue: undefined, lastNumber: -1 },
      ]),
    );
  }

  /** Adds the word of a number to a list whose words begin at `start` and are ascending. */
  addWord(number: number, into: Scratch, start: number): void {
    const word = this.words.items[number] ?? UNASKED;
    if (word !== UNASKED) into.insert(word, start);
  }

  /** Adds the numbers of some labels to a list whose numbers begin at `start` and are ascending. */
  project(labels: Labels, into: Scratch, start: number): void {
    const { keys } = this;
    if (keys.size < labels.size) {
      for (const [name, values] of keys) {
        const value = labels.get(name);
        if (value !== undefined) into.insert(this.numberIn(values, value), start);
      }
    } else {
      labels.forEach((value, name) => {
        const values = keys.get(name);
        if (values !== undefined) into.insert(this.numberIn(values, value), start);
      });
    }
  }

  private numberIn(values: Values, value: string): number {
    if (values.lastValue !== value) {
      values.lastNumber = values.numbers.get(value) ?? this.newNumber(values, value);
      values.lastValue = value;
    }
    return values.lastNumber;
  }

  private newNumber({ name, numbers }: Values, value: string): number {
    const number = this.words.length;
    this.words.add(this.asked.wordOf(name, value));
    numbers.set(value, number);
    return number;
  }
}

/** The values of one key. */
interface Values {
  readonly name: string;
  readonly numbers: Map<string, number>;
  // The last value that was looked up: replicas stand side by side and are labelled alike.
  lastValue: string | undefined;
  lastNumber: number;
}
