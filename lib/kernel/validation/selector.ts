import { labelKeyProblems, labelValueProblems } from '../field-rules';
import type { ObjectPath } from '../object-path';
import { validateLabels } from './labels';
import { forbidden, invalid, type PolicyError, required } from './policy-error';
import type { UncheckedSelector } from './unchecked';

type UncheckedExpression = NonNullable<UncheckedSelector['matchExpressions']>[number];

function validateOperator(
  path: ObjectPath,
  { operator = '', values = [] }: UncheckedExpression,
): PolicyError[] {
  switch (operator) {
    case 'In':
    case 'NotIn':
      return values.length > 0
        ? []
        : [required([...path, 'values'], "must be specified when `operator` is 'In' or 'NotIn'")];
    case 'Exists':
    case 'DoesNotExist':
      return values.length === 0
        ? []
        : [
            forbidden(
              [...path, 'values'],
              "may not be specified when `operator` is 'Exists' or 'DoesNotExist'",
            ),
          ];
    default:
      return invalid([...path, 'operator'], operator, ['not a valid selector operator']);
  }
}

function validateExpression(path: ObjectPath, expression: UncheckedExpression): PolicyError[] {
  const { key = '', values = [] } = expression;
  return [
    ...validateOperator(path, expression),
    ...invalid([...path, 'key'], key, labelKeyProblems(key)),
    ...values.flatMap((value, i) =>
      invalid([...path, 'values', i], value, labelValueProblems(value)),
    ),
  ];
}

/** What the API server says of a label selector (apimachinery `ValidateLabelSelector`). */
export function validateSelector(
  path: ObjectPath,
  selector: UncheckedSelector | undefined,
): PolicyError[] {
  return [
    ...validateLabels([...path, 'matchLabels'], selector?.matchLabels ?? {}),
    ...(selector?.matchExpressions ?? []).flatMap((expression, i) =>
      validateExpression([...path, 'matchExpressions', i], expression),
    ),
  ];
}
