import { afterString, afterValue } from './extent';
import { COLON, COMMA, OPEN_LIST, OPEN_OBJECT, QUOTE } from './tokens';

/** A place; or `none` where it is not to be had; undefined where the bytes end before that is known. */
type Found = number | 'none' | undefined;

/**
 * Where the list `items` of the object opens that begins at `start`; `none` where it has no such
 * list, or is no JSON, which whoever reads it will find. A name that is written with escapes is not
 * recognised, and need not be.
 */
export function findItems(bytes: Uint8Array, start: number): Found {
  if (bytes[start] !== OPEN_OBJECT) return 'none';
  let name: Found = found(bytes, afterSpace(bytes, start + 1), QUOTE);
  while (typeof name === 'number') {
    const value = valueBehind(bytes, name);
    if (typeof value !== 'number') return value;
    if (bytes[value] === OPEN_LIST && isItems(bytes, name)) return value;
    name = nextName(bytes, value);
  }
  return name;
}

/** Where the value begins of the field whose name begins at a place. */
function valueBehind(bytes: Uint8Array, name: number): Found {
  const named = afterString(bytes, name);
  if (named === undefined) return undefined;
  const colon = found(bytes, afterSpace(bytes, named), COLON);
  if (typeof colon !== 'number') return colon;
  const value = afterSpace(bytes, colon + 1);
  return value < bytes.length ? value : undefined;
}

/** Where the name begins of the field behind the one whose value begins at a place. */
function nextName(bytes: Uint8Array, value: number): Found {
  const end = afterValue(bytes, value);
  if (end === undefined) return undefined;
  const comma = found(bytes, afterSpace(bytes, end), COMMA);
  if (typeof comma !== 'number') return comma;
  return found(bytes, afterSpace(bytes, comma + 1), QUOTE);
}

function found(bytes: Uint8Array, at: number, wanted: number): Found {
  if (at >= bytes.length) return undefined;
  return bytes[at] === wanted ? at : 'none';
}

/** What JSON takes for space between its tokens. */
export function afterSpace(bytes: Uint8Array, start: number): number {
  let at = start;
  for (; at < bytes.length; at += 1) {
    const byte = bytes[at];
    if (byte !== 0x20 && byte !== 0x0a && byte !== 0x0d && byte !== 0x09) break;
  }
  return at;
}

const ITEMS = Uint8Array.from('"items"', (char) => char.charCodeAt(0));

function isItems(bytes: Uint8Array, start: number): boolean {
  return ITEMS.every((byte, i) => bytes[start + i] === byte);
}
