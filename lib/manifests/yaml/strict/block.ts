/**
 * Reads a document of block lists and block mappings, each scalar in one line: what programs write.
 * Where it says anything, it says what js-yaml and `yaml` both do, since it takes only what a
 * reader of YAML needs no look around for: indentation by spaces, no comments inside, no flow but
 * `{}` and `[]`, no anchors, tags or directives, no escapes. At the first sign of anything else it
 * gives up, and the careful readers begin anew. Each character is looked at once, and most scalars
 * are known before a text is made of them: an order of magnitude faster than tokens.
 */
import type { Json } from '../../../kernel';
import { codeAt, isDash, LINE_FEED, NO_LINE, toNextLine, type Walk, walkOf } from './lines';
import { readLiteral } from './literal';
import type { Scalars } from './scalars';
import { readToken } from './token';

/**
 * Each level takes a column, but for lists below their keys, which take none: so nothing nests deeper
 * than twice this, which is less than what is read at all.
 */
const MAX_INDENT = 120;

const HASH = 35;
const OPEN_LIST = 91;
const CLOSE_LIST = 93;
const OPEN_MAP = 123;
const BAR = 124;
const CLOSE_MAP = 125;

/** What a part of a text says that holds one document, null if none; undefined where that is in doubt. */
export function readStrictYaml(
  text: string,
  start: number,
  end: number,
  scalars: Scalars,
): Json | undefined {
  const walk = toRoot(walkOf(text, start, end, scalars));
  if (walk.indent === NO_LINE) return null;
  // A marker that is followed by more than the end of its line.
  if (walk.indent > 0 || text.startsWith('---', walk.at)) return undefined;
  const value = readBlock(walk);
  return walk.indent === NO_LINE ? value : undefined;
}

/**
 * What a part of a text says that holds one item of a list and nothing else: what the item alone
 * below a key would say. Undefined where that is in doubt.
 */
export function readStrictItem(
  text: string,
  start: number,
  end: number,
  scalars: Scalars,
): Json | undefined {
  const walk = walkOf(text, start, end, scalars);
  toNextLine(walk);
  const { indent } = walk;
  if (!isDash(walk) || indent > MAX_INDENT) return undefined;
  const item = readItem(walk, indent);
  return walk.indent === NO_LINE ? item : undefined;
}

/** Behind a marker, and comments that begin their line. */
export function toRoot(walk: Walk): Walk {
  if (walk.text.startsWith('---\n', walk.at)) walk.at += 3;
  toNextLine(walk);
  while (walk.indent === 0 && codeAt(walk, walk.at) === HASH) {
    const lineEnd = walk.text.indexOf('\n', walk.at);
    walk.at = lineEnd < 0 ? walk.end : lineEnd;
    toNextLine(walk);
  }
  return walk;
}

/** A list or a mapping. */
function readBlock(walk: Walk): Json | undefined {
  if (isDash(walk)) return readItems(walk);
  const first = readToken(walk);
  return first === undefined || !walk.isKey ? undefined : readFields(walk, first);
}

function readItems(walk: Walk): Json | undefined {
  const { indent } = walk;
  if (indent > MAX_INDENT) return undefined;
  const items: Json[] = [];
  while (walk.indent === indent && isDash(walk)) {
    const item = readItem(walk, indent);
    if (item === undefined) return undefined;
    items.push(item);
  }
  return walk.indent > indent ? undefined : items;
}

/** What stands behind a dash, or below it. In the same line, a list or mapping is as deep as it begins. */
function readItem(walk: Walk, indent: number): Json | undefined {
  if (codeAt(walk, walk.at + 1) === LINE_FEED) {
    walk.at += 1;
    toNextLine(walk);
    return walk.indent > indent ? readBlock(walk) : null;
  }
  walk.at += 2;
  walk.indent = indent + 2;
  if (isDash(walk)) return readItems(walk);
  const value = readInline(walk, indent);
  return value !== undefined && walk.isKey ? readFields(walk, value) : value;
}

function readFields(walk: Walk, first: Json): Json | undefined {
  const { indent } = walk;
  if (indent > MAX_INDENT) return undefined;
  const object: { [key: string]: Json } = {};
  let key: Json | undefined = first;
  do {
    const name = keyOf(key);
    // What any object has, such as `__proto__`, is never set here either.
    if (name === undefined || object[name] !== undefined) return undefined;
    const value = readField(walk, indent);
    if (value === undefined) return undefined;
    object[name] = value;
    if (walk.indent !== indent || isDash(walk)) return walk.indent > indent ? undefined : object;
    key = readToken(walk);
  } while (key !== undefined && walk.isKey);
  return undefined;
}

/** What stands behind a colon, or below it: deeper, or a list that is as deep as its key. */
function readField(walk: Walk, indent: number): Json | undefined {
  if (codeAt(walk, walk.at) === LINE_FEED) {
    toNextLine(walk);
    if (walk.indent > indent) return readBlock(walk);
    return walk.indent === indent && isDash(walk) ? readItems(walk) : null;
  }
  walk.at += 1;
  const value = readInline(walk, indent);
  return walk.isKey ? undefined : value;
}

/** What begins behind its key or dash, in the same line: of a mapping, its first key. */
function readInline(walk: Walk, indent: number): Json | undefined {
  const value = readOther(walk, indent) ?? readToken(walk);
  if (value !== undefined && !walk.isKey) toNextLine(walk);
  return value;
}

/** A literal text, or brackets that hold nothing. */
function readOther(walk: Walk, indent: number): Json | undefined {
  const code = codeAt(walk, walk.at);
  if (!beginsOther(code)) return undefined;
  walk.isKey = false;
  if (code === BAR) return readLiteral(walk, indent);
  const closing = code === OPEN_LIST ? CLOSE_LIST : CLOSE_MAP;
  if (codeAt(walk, walk.at + 1) !== closing || codeAt(walk, walk.at + 2) !== LINE_FEED) {
    return undefined;
  }
  walk.at += 2;
  return code === OPEN_LIST ? [] : {};
}

function beginsOther(code: number): boolean {
  return code === BAR || code === OPEN_LIST || code === OPEN_MAP;
}

/** Goes past such a thing, which somebody has read, to the end of its line; false for any other. */
export function skipOther(walk: Walk): boolean {
  return beginsOther(codeAt(walk, walk.at)) && readOther(walk, NO_LINE) !== undefined;
}

/** A key as it is read; undefined for what is none, and for the key that merges. */
function keyOf(key: Json): string | undefined {
  return key === null || key === '<<' ? undefined : String(key);
}
