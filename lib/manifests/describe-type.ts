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

const IN_WORDS: Readonly<Record<JsonTypeName, string>> = {
  null: 'null',
  bool: 'a boolean',
  number: 'a number',
  string: 'a string',
  array: 'a list',
  object: 'an object',
};

/** The type of a JSON value in plain words. */
export function typeInWords(value: Json): string {
  return IN_WORDS[describeType(value)];
}
