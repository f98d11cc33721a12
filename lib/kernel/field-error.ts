import { formatPath, type ObjectPath } from './object-path';

/** The error types of apimachinery `field.Error` that our kinds can meet. */
export type FieldErrorType =
  | 'Invalid value'
  | 'Unsupported value'
  | 'Required value'
  | 'Forbidden'
  | 'Too long';

/** One objection of the API server to one field, in its own words. */
export interface FieldError {
  readonly path: ObjectPath;
  readonly type: FieldErrorType;
  /** What was found; printed for `Invalid value` and `Unsupported value` only. */
  readonly value?: unknown;
  readonly detail: string;
}

/**
 * `spec.ingress[0].ports[0].port: Invalid value: 0: must be between 1 and 65535, inclusive`, as
 * kubectl prints it. `Too long` never repeats the value: it would be too long.
 */
export function formatFieldError({ path, type, value, detail }: FieldError): string {
  const isShown = type === 'Invalid value' || type === 'Unsupported value';
  const shown = isShown ? `: ${JSON.stringify(value)}` : '';
  return `${formatPath(path)}: ${type}${shown}${detail === '' ? '' : `: ${detail}`}`;
}
