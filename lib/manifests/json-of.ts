import type { Json, ObjectPath } from '../kernel';
import { MAX_DEPTH, TOO_DEEP } from './limits';
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

/** The state of one conversion: what was refused, and the objects we are inside of. */
interface Conversion {
  readonly refused: NotJson[];
  readonly open: Set<object>;
}

function refuse({ refused }: Conversion, path: ObjectPath, what: string): null {
  refused.push({ path, what });
  return null;
}

function convertFields(conversion: Conversion, value: object, path: ObjectPath): Json {
  // Array.from, because map skips the holes of a sparse array.
  if (Array.isArray(value)) {
    return Array.from(value, (each: unknown, i) => convert(conversion, each, [...path, i]));
  }
  if (!isPlainObject(value)) return refuse(conversion, path, describe(value));
  const object: { [key: string]: Json } = {};
  for (const [name, field] of Object.entries(value)) {
    setField(object, name, convert(conversion, field, [...path, name]));
  }
  return object;
}

function convertObject(conversion: Conversion, value: object, path: ObjectPath): Json {
  if (conversion.open.has(value)) return refuse(conversion, path, 'an object inside itself');
  if (path.length >= MAX_DEPTH) return refuse(conversion, path, `what is ${TOO_DEEP}`);
  conversion.open.add(value);
  const json = convertFields(conversion, value, path);
  conversion.open.delete(value);
  return json;
}

function convert(conversion: Conversion, value: unknown, path: ObjectPath): Json {
  if (typeof value === 'string' || typeof value === 'boolean' || value === null) return value;
  if (typeof value === 'number' && Number.isFinite(value)) return value;
  if (typeof value === 'object') return convertObject(conversion, value, path);
  return refuse(conversion, path, describe(value));
}

/**
 * The JSON that a plain value is, and everything in it for which JSON has no word (undefined,
 * functions, NaN, class instances): `JSON.stringify` would drop that without a word.
 */
export function jsonOf(value: unknown): {
  readonly json: Json;
  readonly refused: readonly NotJson[];
} {
  const conversion: Conversion = { refused: [], open: new Set() };
  const json = convert(conversion, value, []);
  return { json, refused: conversion.refused };
}
