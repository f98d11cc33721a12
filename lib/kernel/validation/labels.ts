import { labelKeyProblems, labelValueProblems } from '../field-rules';
import type { ObjectPath } from '../object-path';
import { invalid, type PolicyError } from './policy-error';

/**
 * What the API server says of a map of labels. It reports keys and values alike at the path of the
 * map (apimachinery `ValidateLabels`); `at` adds which entry.
 */
export function validateLabels(
  path: ObjectPath,
  labels: { readonly [key: string]: string },
): PolicyError[] {
  return Object.entries(labels).flatMap(([key, value]) =>
    [
      ...invalid(path, key, labelKeyProblems(key)),
      ...invalid(path, value, labelValueProblems(value)),
    ].map((error) => ({ ...error, at: [...path, key] })),
  );
}
