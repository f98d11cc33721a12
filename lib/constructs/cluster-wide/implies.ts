import type { Requirement, Selector } from '../../kernel/selector';

/** Whether whatever matches one selector surely matches the other. What is not certain counts as no. */
export function implies(part: Selector, whole: Selector): boolean {
  return whole.requirements.every((wanted) => {
    const known = part.requirements.filter(({ key }) => key === wanted.key);
    return isImplied(wanted, known);
  });
}

/** Whether a label for which all of `known` hold satisfies `wanted`. */
function isImplied({ operator, values }: Requirement, known: readonly Requirement[]): boolean {
  const some = (test: (values: readonly string[]) => boolean, ...by: Requirement['operator'][]) =>
    known.some((each) => by.includes(each.operator) && test(each.values));
  switch (operator) {
    case 'In':
      return some((only) => only.every((value) => values.includes(value)), 'In');
    case 'NotIn':
      return (
        some((only) => !only.some((value) => values.includes(value)), 'In') ||
        some((never) => values.every((value) => never.includes(value)), 'NotIn') ||
        some(() => true, 'DoesNotExist')
      );
    case 'Exists':
      return some(() => true, 'In', 'Exists');
    case 'DoesNotExist':
      return some(() => true, 'DoesNotExist');
  }
}
