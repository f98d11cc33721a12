import type { Json, ObjectPath } from '../kernel';
import { MAX_DEPTH } from './limits';
import { setField } from './own-field';

/** A value that JSON cannot hold, and where it is. */
export interface NotJson {
  readonly path: ObjectPath;
  readonly what: string;
}

function isPlainObject(value: object): value is Record<string, unknown> {
  // The prototype of a plain object has none itself, also when it comes from another realm.
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

function describe(value: unknown): string {
  if (typeof value === 'object' && value !== null) {
    return `an instance of ${value.constructor?.name || 'a class'}`;
  }
  if (typeof value === 'undefined' || typeof value === 'number') return String(value);
  return `a ${typeof value}`;
}

/**
 * The JSON that a plain value is. What JSON has no word for (undefined, functions, NaN, class
 * instances) is added to `refused`: `JSON.stringify` would drop it without a word.
 */
export function jsonOf(value: unknown, refused: NotJson[], path: ObjectPath = []): Json {
  switch (typeof value) {
    case 'string':
    case 'boolean':
      return value;
    case 'number':
      if (Number.isFinite(value)) return value;
      break;
    case 'object':
      if (value === null) return null;
      if (path.length >= MAX_DEPTH) {
        refused.push({ path, what: `nested deeper than ${MAX_DEPTH} levels, or inside itself` });
        return null;
      }
      // Array.from, because map skips the holes of a sparse array.
      if (Array.isArray(value)) {
        return Array.from(value, (each: unknown, i) => jsonOf(each, refused, [...path, i]));
      }
      if (isPlainObject(value)) return jsonObjectOf(value, refused, path);
      break;
  }
  refused.push({ path, what: describe(value) });
  return null;
}

function jsonObjectOf(value: Record<string, unknown>, refused: NotJson[], path: ObjectPath): Json {
  const object: { [key: string]: Json } = {};
  for (const [name, field] of Object.entries(value)) {
    setField(object, name, jsonOf(field, refused, [...path, name]));
  }
  return object;
}
