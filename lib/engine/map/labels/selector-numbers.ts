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

/**
 * A number for each selector. Two numbers are equal where two selectors ask the same, written in the
 * same order: each requirement is its key, its operator, and how many values it has with their words.
 * That two of another order have different numbers costs a second look and changes no answer. Costs
 * the length of the selector.
 */
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
