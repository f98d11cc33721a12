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

/** The state of one conversion: what was refused, the objects we are inside of, and the way to here. */
interface Conversion {
  readonly refused: NotJson[];
  /** A list and no set, because it is never long. */
  readonly open: object[];
  /** One path for all, which grows and shrinks: a copy is made for what is refused alone. */
  readonly path: (string | number)[];
}

function refuse({ refused, path }: Conversion, what: string): null {
  refused.push({ path: [...path], what });
  return null;
}

function convertInside(conversion: Conversion, value: unknown, step: string | number): Json {
  // Most values are texts, which need no way to them.
  if (typeof value === 'string') return value;
  conversion.path.push(step);
  const json = convert(conversion, value);
  conversion.path.pop();
  return json;
}

function convertFields(conversion: Conversion, value: object): Json {
  // Array.from, because map skips the holes of a sparse array.
  if (Array.isArray(value)) {
    return Array.from(value, (each: unknown, i) => convertInside(conversion, each, i));
  }
  if (!isPlainObject(value)) return refuse(conversion, describe(value));
  const object: { [key: string]: Json } = {};
  for (const [name, field] of Object.entries(value)) {
    setField(object, name, convertInside(conversion, field, name));
  }
  return object;
}

function convertObject(conversion: Conversion, value: object): Json {
  if (conversion.open.includes(value)) return refuse(conversion, 'an object inside itself');
  if (conversion.path.length >= MAX_DEPTH) return refuse(conversion, `what is ${TOO_DEEP}`);
  conversion.open.push(value);
  const json = convertFields(conversion, value);
  conversion.open.pop();
  return json;
}

function convert(conversion: Conversion, value: unknown): Json {
  if (typeof value === 'string' || typeof value === 'boolean' || value === null) return value;
  if (typeof value === 'number' && Number.isFinite(value)) return value;
  if (typeof value === 'object') return convertObject(conversion, value);
  return refuse(conversion, describe(value));
}

/**
 * The JSON that a plain value is, and everything in it for which JSON has no word (undefined,
 * functions, NaN, class instances): `JSON.stringify` would drop that without a word.
 */
export function jsonOf(value: unknown): {
  readonly json: Json;
  readonly refused: readonly NotJson[];
} {
  const conversion: Conversion = { refused: [], open: [], path: [] };
  const json = convert(conversion, value);
  return { json, refused: conversion.refused };
}
