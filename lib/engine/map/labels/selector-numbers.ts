import type { Requirement, Selector, SelectorOperator } from '../../../kernel';
import { intLists } from '../lists/int-lists';
import { Scratch } from '../lists/scratch';
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
  const form = new Scratch();
  const write = ({ key, operator, values }: Requirement) => {
    form.add(labels.keyNumber(key) * OPERATOR_COUNT + OPERATORS[operator]);
    form.add(values.length);
    for (const value of values) form.add(labels.wordOf(key, value));
  };
  return (selector) => {
    form.clear();
    if (selector !== undefined) for (const requirement of selector.requirements) write(requirement);
    return form.internIn(lists);
  };
}
