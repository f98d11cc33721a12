import { isAlias, isMap, isScalar, isSeq, type Node, type Pair } from 'yaml';
import { isJsonObject, type Json, type JsonObject } from '../../../kernel';
import { MAX_ALIASED_VALUES, MAX_DEPTH, TOO_DEEP } from '../../limits';
import { setField } from '../../own-field';
import type { ProblemCode } from '../../problem';
import type { ReadDocument, ValueProblem } from '../problems';
import { isBareLetter, isMergeKey, isYamlNode, keyText, offsetOf, scalarReading } from './node';

/** The state of reading one document. */
interface Reading {
  readonly lineOf: (offset: number) => number;
  readonly problems: ValueProblem[];
  /** Anchored nodes so far; a later anchor of the same name replaces an earlier one. */
  readonly anchors: Map<string, Node>;
  /** Collections being read: an alias to one of them contains itself. */
  readonly open: Set<Node>;
  /** How many values aliases have stood for so far, and how many aliases we are inside of. */
  aliasedValues: number;
  aliasDepth: number;
}

/** A point of the document: how deep, and where, should the node itself not be written. */
interface Position {
  readonly depth: number;
  readonly offset: number;
}

function refuse(reading: Reading, code: ProblemCode, message: string, offset: number): null {
  reading.problems.push({ code, message, offset });
  return null;
}

function warnOfBareLetter(reading: Reading, node: unknown, offset: number): void {
  if (reading.aliasDepth > 0 || !isBareLetter(node)) return;
  refuse(reading, 'bare-letter', 'read as text, but kubectl sends it as a boolean', offset);
}

function isOverBudget(reading: Reading, offset: number): boolean {
  if (reading.aliasDepth === 0) return false;
  reading.aliasedValues += 1;
  if (reading.aliasedValues === MAX_ALIASED_VALUES + 1) {
    refuse(reading, 'alias-bomb', 'yaml: document contains excessive aliasing', offset);
  }
  return reading.aliasedValues > MAX_ALIASED_VALUES;
}

function readAlias(reading: Reading, name: string, { depth, offset }: Position): Json {
  const target = reading.anchors.get(name);
  if (target === undefined) {
    return refuse(reading, 'not-yaml', `yaml: unknown anchor '${name}' referenced`, offset);
  }
  if (reading.open.has(target)) {
    return refuse(reading, 'not-yaml', `yaml: anchor '${name}' value contains itself`, offset);
  }
  reading.aliasDepth += 1;
  const value = readNode(reading, target, { depth, offset });
  reading.aliasDepth -= 1;
  return value;
}

function readKey(reading: Reading, key: unknown, offset: number): string | undefined {
  if (isYamlNode(key) && !isAlias(key) && key.anchor !== undefined) {
    reading.anchors.set(key.anchor, key);
  }
  warnOfBareLetter(reading, key, offset);
  const text = keyText(isAlias(key) ? reading.anchors.get(key.source) : key);
  if (text === undefined) {
    refuse(reading, 'unreadable-scalar', 'yaml: unsupported map key: it must be a text', offset);
  }
  return text;
}

function refuseDuplicate(reading: Reading, key: string, offset: number): void {
  const line = reading.lineOf(offset);
  const message = `yaml: unmarshal errors: line ${line}: key ${JSON.stringify(key)} already set in map`;
  // A mapping read again through an alias has been reported where it was written.
  if (reading.aliasDepth === 0) refuse(reading, 'duplicate-key', message, offset);
}

/** Mappings to merge, those that win last: of a list, the first one wins. */
function mergeSources(reading: Reading, value: Json, offset: number): JsonObject[] {
  const sources = Array.isArray(value) ? value.toReversed() : [value];
  return sources.filter((source): source is JsonObject => {
    if (isJsonObject(source)) return true;
    const message = 'yaml: map merge requires map or sequence of maps as the value';
    refuse(reading, 'not-yaml', message, offset);
    return false;
  });
}

/**
 * A mapping, its pairs in order as go-yaml takes them: a field written after `<<` replaces what was
 * merged. The other way round go-yaml and the YAML specification disagree, so that is refused.
 */
function readMap(
  reading: Reading,
  pairs: readonly Pair[],
  { depth, offset }: Position,
): JsonObject {
  const object: { [key: string]: Json } = {};
  const written = new Set<string>();
  const set = (key: string, value: Json, at: number) => {
    if (written.has(key)) refuseDuplicate(reading, key, at);
    setField(object, key, value);
  };
  for (const pair of pairs) {
    const at = offsetOf(pair.key, offset);
    if (isMergeKey(pair.key)) {
      const value = readNode(reading, pair.value, { depth, offset: at });
      for (const source of mergeSources(reading, value, at)) {
        for (const [key, field] of Object.entries(source)) set(key, field, at);
      }
    } else {
      const key = readKey(reading, pair.key, at);
      const value = readNode(reading, pair.value, { depth, offset: at });
      if (key === undefined) continue;
      set(key, value, at);
      written.add(key);
    }
  }
  return object;
}

function readCollection(reading: Reading, node: Node, { depth, offset }: Position): Json {
  if (depth >= MAX_DEPTH) {
    return refuse(reading, 'too-deep', TOO_DEEP, offset);
  }
  const inside = { depth: depth + 1, offset };
  if (isSeq(node)) return node.items.map((item) => readNode(reading, item, inside));
  return isMap(node) ? readMap(reading, node.items, inside) : null;
}

function readNode(reading: Reading, node: unknown, position: Position): Json {
  const here = { ...position, offset: offsetOf(node, position.offset) };
  if (!isYamlNode(node) || isOverBudget(reading, here.offset)) return null;
  if (isAlias(node)) return readAlias(reading, node.source, here);
  if (node.anchor !== undefined) reading.anchors.set(node.anchor, node);
  if (isScalar(node)) {
    warnOfBareLetter(reading, node, here.offset);
    const scalar = scalarReading(node);
    if (scalar.kind === 'value') return scalar.value;
    return refuse(reading, 'unreadable-scalar', scalar.message, here.offset);
  }
  reading.open.add(node);
  const value = readCollection(reading, node, here);
  reading.open.delete(node);
  return value;
}

/** Reads a document's nodes as Kubernetes would: scalars, aliases and merge keys resolved. */
export function readYamlValue(root: unknown, lineOf: (offset: number) => number): ReadDocument {
  const reading: Reading = {
    lineOf,
    problems: [],
    anchors: new Map(),
    open: new Set(),
    aliasedValues: 0,
    aliasDepth: 0,
  };
  const value = readNode(reading, root, { depth: 0, offset: 0 });
  return { value, problems: reading.problems };
}
