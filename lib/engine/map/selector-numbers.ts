import type { Selector, SelectorOperator } from '../../kernel';
import { intLists } from './int-lists';
import type { LabelWords } from './label-words';

const OPERATORS: Readonly<Record<SelectorOperator, number>> = {
  In: 0,
  NotIn: 1,
  Exists: 2,
  DoesNotExist: 3,
};

/** Two numbers are equal where two selectors ask the same, written in the same order. */
export function selectorNumbers(labels: LabelWords): (selector: Selector | undefined) => number {
  const lists = intLists();
  const known = new Map<Selector | undefined, number>();
  return (selector) => {
    const found = known.get(selector);
    if (found !== undefined) return found;
    const items = (selector?.requirements ?? []).flatMap(({ key, operator, values }) => {
      const words = values.map((value) => labels.wordOf(key, value)).sort((a, b) => a - b);
      return [labels.keyNumber(key) * 4 + OPERATORS[operator], ...words, -1];
    });
    const number = lists.intern(items, items.length);
    known.set(selector, number);
    return number;
  };
}
