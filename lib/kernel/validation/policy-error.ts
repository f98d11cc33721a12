import type { FieldError } from '../field-error';
import type { ObjectPath } from '../object-path';

/**
 * An objection of the API server, with the exact node it is about where the API server itself
 * names only the parent: a bad label is reported at `matchLabels`, not at the label.
 */
export interface PolicyError extends FieldError {
  readonly at?: ObjectPath;
}

/** One `Invalid value` per problem of one value. */
export function invalid(
  path: ObjectPath,
  value: unknown,
  problems: readonly string[],
): PolicyError[] {
  return problems.map((detail) => ({ path, type: 'Invalid value', value, detail }));
}

/** `Unsupported value`, with the list of those that are supported. */
export function unsupported(
  path: ObjectPath,
  value: string,
  supported: readonly string[],
): PolicyError {
  const names = supported.map((each) => JSON.stringify(each)).join(', ');
  return { path, type: 'Unsupported value', value, detail: `supported values: ${names}` };
}

/** `Required value`: something must be there and is not. */
export function required(path: ObjectPath, detail: string): PolicyError {
  return { path, type: 'Required value', detail };
}

/** `Forbidden`: something must not be there and is. */
export function forbidden(path: ObjectPath, detail: string): PolicyError {
  return { path, type: 'Forbidden', detail };
}
