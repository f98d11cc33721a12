import {
  isJsonObject,
  type Json,
  type JsonArray,
  type JsonObject,
  type ObjectPath,
} from '../../kernel';
import { describeType } from '../describe-type';
import { setField } from '../own-field';
import type { ProblemCode } from '../problem';
import { goType, type Shape, type Struct } from './shape';
import { unknownFieldHelp } from './unknown-field-help';
import { wrongTypeHelp } from './wrong-type-help';

/** Something that strict decoding refuses, or would rather not see. */
export interface DecodeProblem {
  readonly code: ProblemCode;
  readonly path: ObjectPath;
  readonly message: string;
  readonly help?: string | undefined;
}

/** A struct on the way from the root to here. */
export interface Ancestor {
  readonly struct: Struct;
  readonly path: ObjectPath;
}

/**
 * Where decoding stands: a step inside another value. Almost no value is refused, so the path, and
 * the structs on it, are put together only for one that is.
 */
interface Context {
  readonly outside?: Context;
  readonly step?: string | number;
  /** What is decoded here, if it is a struct. */
  readonly struct?: Struct;
  readonly problems: DecodeProblem[];
}

function pathOf({ outside, step }: Context): ObjectPath {
  return outside === undefined || step === undefined ? [] : [...pathOf(outside), step];
}

/** The structs around a value and the value itself if it is one, outermost first. */
function structsTo(context: Context): readonly Ancestor[] {
  const { outside, struct } = context;
  const around = outside === undefined ? [] : structsTo(outside);
  return struct === undefined ? around : [...around, { struct, path: pathOf(context) }];
}

const INT32_MAX = 2 ** 31 - 1;

function isInt32(value: Json): value is number {
  return Number.isInteger(value) && Math.abs(Number(value)) <= INT32_MAX;
}

/** `spec.ingress.ports`: the path without list positions and map keys, as Go's decoder names fields. */
function goField(context: Context): string {
  const path = pathOf(context);
  const around = context.outside === undefined ? [] : structsTo(context.outside);
  const { struct, path: base } = around.at(-1) ?? { struct: undefined, path: [] };
  const own = path.slice(base.length).find((step) => typeof step === 'string');
  const names = [...base.filter((step) => typeof step === 'string'), own];
  return `${struct?.name ?? ''}.${names.join('.')}`;
}

function refuse(
  value: Json,
  shape: Shape,
  context: Context,
  type: string = goType(shape),
): undefined {
  const { problems } = context;
  const got = describeType(value);
  const shown = got === 'number' && type === 'int32' ? `number ${value}` : got;
  problems.push({
    code: 'wrong-type',
    path: pathOf(context),
    message: `NetworkPolicy in version "v1" cannot be handled as a NetworkPolicy: json: cannot unmarshal ${shown} into Go struct field ${goField(context)} of type ${type}`,
    help: wrongTypeHelp(value, shape),
  });
}

/** As strict decoding writes paths: list positions in brackets, names as they stand. */
function strictPath(path: ObjectPath): string {
  return path
    .map((step) => (typeof step === 'number' ? `[${step}]` : `.${step}`))
    .join('')
    .slice(1);
}

function decodeStruct(value: JsonObject, struct: Struct, place: Context): JsonObject {
  const { problems } = place;
  const context = { ...place, struct };
  const result: { [key: string]: Json } = {};
  for (const name of Object.keys(value)) {
    const field = value[name] ?? null;
    const here = { outside: context, step: name, problems };
    const shape = Object.hasOwn(struct.fields, name) ? struct.fields[name] : undefined;
    if (shape === undefined) {
      const path = pathOf(here);
      const message = `strict decoding error: unknown field "${strictPath(path)}"`;
      const help = unknownFieldHelp(name, structsTo(context));
      problems.push({ code: 'unknown-field', path, message, help });
      continue;
    }
    const decoded = decode(field, shape, here);
    if (decoded !== undefined) result[name] = decoded;
  }
  return result;
}

function decodeList(value: JsonArray, of: Shape, context: Context): JsonArray | undefined {
  const { problems } = context;
  // A refused entry leaves a stand-in, so that the ones behind it keep their position.
  const standIn: Json = of.kind === 'struct' ? {} : '';
  const items = value.map((item, i) => {
    const here = { outside: context, step: i, problems };
    if (item === null) {
      const path = pathOf(here);
      const message = `${strictPath(path)}: Invalid value: null: must not be an empty entry`;
      const help = 'fill the entry in, or remove its dash';
      problems.push({ code: 'null-entry', path, message, help });
    }
    return decode(item, of, here) ?? standIn;
  });
  return items.length === 0 ? undefined : items;
}

function decodeStringMap(value: JsonObject, context: Context): JsonObject | undefined {
  const { problems } = context;
  const result: { [key: string]: Json } = {};
  for (const key of Object.keys(value)) {
    const field = value[key] ?? null;
    if (typeof field === 'string') {
      setField(result, key, field);
      continue;
    }
    const here = { outside: context, step: key, problems };
    if (field === null) {
      const message = `\`${key}\` has no value and is read as ""`;
      const path = pathOf(here);
      problems.push({ code: 'null-label', path, message, help: 'write the value' });
      setField(result, key, '');
    } else {
      refuse(field, { kind: 'string', goType: 'string' }, here);
    }
  }
  return Object.keys(result).length === 0 ? undefined : result;
}

/**
 * A value as the API server holds it after strict decoding: null, and lists and maps without
 * entries, are absent; an empty struct is not, because `podSelector: {}` selects every pod.
 */
function decode(value: Json, shape: Shape, context: Context): Json | undefined {
  if (value === null) return undefined;
  switch (shape.kind) {
    case 'any':
      return undefined;
    case 'string':
      return typeof value === 'string' ? value : refuse(value, shape, context);
    case 'int32':
      return isInt32(value) ? value : refuse(value, shape, context);
    case 'int-or-string':
      return typeof value === 'string' || isInt32(value) ? value : refuse(value, shape, context);
    case 'string-map':
      return isJsonObject(value) ? decodeStringMap(value, context) : refuse(value, shape, context);
    case 'list':
      return Array.isArray(value)
        ? decodeList(value, shape.of, context)
        : refuse(value, shape, context);
    case 'struct':
      return isJsonObject(value)
        ? decodeStruct(value, shape.struct, context)
        : refuse(value, shape, context);
  }
}

/** Decodes an object strictly (KEP-2885), and says everything that is wrong, not the first. */
export function decodeStrictly(
  body: JsonObject,
  struct: Struct,
): { readonly value: JsonObject; readonly problems: readonly DecodeProblem[] } {
  const problems: DecodeProblem[] = [];
  const value = decodeStruct(body, struct, { problems });
  return { value, problems };
}
