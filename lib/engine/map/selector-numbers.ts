import type { Requirement, Selector, SelectorOperator } from '../../kernel';
import { intLists } from './int-lists';
import type { LabelWords } from './label-words';

const OPERATORS: Readonly<Record<SelectorOperator, number>> = {
  In: 0,
  NotIn: 1,
  Exists: 2,
  DoesNotExist: 3,
};
const OPERATOR_COUNT = 4;

/** Two numbers are equal where two selectors ask the same, written in the same order. */
export function selectorNumbers(labels: LabelWords): (selector: Selector | undefined) => number {
  const lists = intLists();
  // Mutable: the list of one selector after the other, so that asking makes no garbage.
  const items: number[] = [];
  const write = ({ key, operator, values }: Requirement, from: number): number => {
    let at = from;
    items[at++] = labels.keyNumber(key) * OPERATOR_COUNT + OPERATORS[operator];
    items[at++] = values.length;
    for (const value of values) items[at++] = labels.wordOf(key, value);
    return at;
  };
  return (selector) => {
    let length = 0;
    for (const requirement of selector?.requirements ?? []) length = write(requirement, length);
    return lists.intern(items, length);
  };
}
