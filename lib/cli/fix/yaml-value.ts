import { Pair, Scalar, YAMLMap, YAMLSeq } from 'yaml';
import { isJsonObject, type Json, type JsonArray, type JsonObject } from '../../kernel';

/** A text that no reader of YAML takes for anything else, quoted or not. */
const PLAIN_TEXT = /^[A-Za-z][A-Za-z0-9./-]*$/;

/** Words that some reader of YAML takes for a boolean or for nothing. */
const SPECIAL = /^(?:y|n|yes|no|on|off|true|false|null)$/i;

/** A value as nodes of a document whose scalars are nothing but text. */
export function yamlValue(value: Json): Scalar | YAMLMap | YAMLSeq {
  if (typeof value !== 'object' || value === null) return scalar(value);
  return isJsonObject(value) ? mapping(value) : list(value);
}

function list(values: JsonArray): YAMLSeq {
  const node = new YAMLSeq();
  for (const each of values) node.items.push(yamlValue(each));
  node.flow = values.length === 0;
  return node;
}

function mapping(object: JsonObject): YAMLMap {
  const node = new YAMLMap();
  for (const [key, field] of Object.entries(object)) {
    node.items.push(new Pair(scalar(key), yamlValue(field)));
  }
  node.flow = node.items.length === 0;
  return node;
}

function scalar(value: string | number | boolean | null): Scalar {
  const node = new Scalar(String(value));
  const isPlain = typeof value !== 'string' || (PLAIN_TEXT.test(value) && !SPECIAL.test(value));
  node.type = isPlain ? Scalar.PLAIN : Scalar.QUOTE_DOUBLE;
  return node;
}
