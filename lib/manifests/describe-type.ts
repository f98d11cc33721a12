import type { Json } from '../kernel';

/** The type of a JSON value, in the words of Go's JSON decoder. */
export type JsonTypeName = 'null' | 'bool' | 'number' | 'string' | 'array' | 'object';

/** Names the type of a JSON value. */
export function describeType(value: Json): JsonTypeName {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  switch (typeof value) {
    case 'boolean':
      return 'bool';
    case 'number':
      return 'number';
    case 'string':
      return 'string';
    default:
      return 'object';
  }
}
