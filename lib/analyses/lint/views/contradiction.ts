import { groupBy, type Requirement, type Selector } from '../../../kernel';
import { NAMESPACE_NAME_LABEL } from '../../../model';

/** What a selector is for: every namespace carries one label, and no pod has to. */
export type SelectorOf = 'pods' | 'namespaces';

/** The conditions on one label that no value meets together; undefined where some labels match. */
export function contradictionIn(
  { requirements }: Selector,
  of: SelectorOf,
): readonly Requirement[] | undefined {
  const byKey = groupBy(requirements, ({ key }) => key);
  return [...byKey.values()].find((about) => !isPossible(about, of));
}

/** Whether a label can be absent, or have a value, so that every condition on it holds. */
function isPossible(about: readonly Requirement[], of: SelectorOf): boolean {
  const operators = new Set(about.map(({ operator }) => operator));
  const mayBeAbsent = !(operators.has('In') || operators.has('Exists'));
  const isNamed = of === 'namespaces' && about[0]?.key === NAMESPACE_NAME_LABEL;
  if (mayBeAbsent && !isNamed) return true;
  return !operators.has('DoesNotExist') && hasValue(about);
}

/** Values are endless: only a list of those that are wanted can run out. */
function hasValue(about: readonly Requirement[]): boolean {
  const wanted = about.filter(({ operator }) => operator === 'In').map(({ values }) => values);
  const unwanted = about
    .filter(({ operator }) => operator === 'NotIn')
    .flatMap(({ values }) => values);
  const [first, ...others] = wanted;
  if (first === undefined) return true;
  return first.some(
    (value) => others.every((values) => values.includes(value)) && !unwanted.includes(value),
  );
}
