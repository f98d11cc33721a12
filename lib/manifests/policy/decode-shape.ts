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

/** Where decoding stands: the path, and the structs around it, outermost first. */
interface Context {
  readonly path: ObjectPath;
  readonly ancestors: readonly Ancestor[];
  readonly problems: DecodeProblem[];
}

const INT32_MAX = 2 ** 31 - 1;

function isInt32(value: Json): value is number {
  return Number.isInteger(value) && Math.abs(Number(value)) <= INT32_MAX;
}

/** `spec.ingress.ports`: the path without list positions and map keys, as Go's decoder names fields. */
function goField({ path, ancestors }: Context): string {
  const { struct, path: base } = ancestors.at(-1) ?? { struct: undefined, path: [] };
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
  const { path, problems } = context;
  const got = describeType(value);
  const shown = got === 'number' && type === 'int32' ? `number ${value}` : got;
  problems.push({
    code: 'wrong-type',
    path,
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

function decodeStruct(value: JsonObject, struct: Struct, context: Context): JsonObject {
  const { path, problems } = context;
  const ancestors = [...context.ancestors, { struct, path }];
  const result: { [key: string]: Json } = {};
  for (const [name, field] of Object.entries(value)) {
    const here = { ...context, path: [...path, name], ancestors };
    const shape = Object.hasOwn(struct.fields, name) ? struct.fields[name] : undefined;
    if (shape === undefined) {
      const message = `strict decoding error: unknown field "${strictPath(here.path)}"`;
      const help = unknownFieldHelp(name, ancestors);
      problems.push({ code: 'unknown-field', path: here.path, message, help });
      continue;
    }
    const decoded = decode(field, shape, here);
    if (decoded !== undefined) result[name] = decoded;
  }
  return result;
}

function decodeList(value: JsonArray, of: Shape, context: Context): JsonArray | undefined {
  const { path, problems } = context;
  // A refused entry leaves a stand-in, so that the ones behind it keep their position.
  const standIn: Json = of.kind === 'struct' ? {} : '';
  const items = value.map((item, i) => {
    const here = { ...context, path: [...path, i] };
    if (item === null) {
      const message = `${strictPath(here.path)}: Invalid value: null: must not be an empty entry`;
      const help = 'fill the entry in, or remove its dash';
      problems.push({ code: 'null-entry', path: here.path, message, help });
    }
    return decode(item, of, here) ?? standIn;
  });
  return items.length === 0 ? undefined : items;
}

function decodeStringMap(value: JsonObject, context: Context): JsonObject | undefined {
  const { path, problems } = context;
  const result: { [key: string]: Json } = {};
  for (const [key, field] of Object.entries(value)) {
    const here = { ...context, path: [...path, key] };
    if (field === null) {
      const message = `\`${key}\` has no value and is read as ""`;
      problems.push({ code: 'null-label', path: here.path, message, help: 'write the value' });
      setField(result, key, '');
    } else if (typeof field === 'string') {
      setField(result, key, field);
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
  const value = decodeStruct(body, struct, { path: [], ancestors: [], problems });
  return { value, problems };
}
