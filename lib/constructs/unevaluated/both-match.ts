import type { Requirement, Selector } from '../../kernel/selector';

/** Whether one object can match both selectors: no label is asked to be two things at once. */
export function mayBothMatch(a: Selector, b: Selector): boolean {
  const all = [...a.requirements, ...b.requirements];
  return all.every(({ key }) => canHold(all.filter((each) => each.key === key)));
}

/** Whether one label can satisfy all of these requirements. */
function canHold(requirements: readonly Requirement[]): boolean {
  const of = (operator: Requirement['operator']) =>
    requirements.filter((each) => each.operator === operator);
  const [wanted, ...others] = of('In');
  const present = wanted !== undefined || of('Exists').length > 0;
  if (of('DoesNotExist').length > 0) return !present;
  if (wanted === undefined) return true;
  return wanted.values.some(
    (value) =>
      others.every(({ values }) => values.includes(value)) &&
      !of('NotIn').some(({ values }) => values.includes(value)),
  );
}
