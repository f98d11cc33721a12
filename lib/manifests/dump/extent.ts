/** These are of this file, because what is imported is looked up at each byte. */
const QUOTE = 0x22;
const COMMA = 0x2c;
const OPEN_LIST = 0x5b;
const BACKSLASH = 0x5c;
const CLOSE_LIST = 0x5d;
const OPEN_OBJECT = 0x7b;
const CLOSE_OBJECT = 0x7d;

/** The byte behind the quote that closes the string opened at `start`; undefined where none does. */
export function afterString(bytes: Uint8Array, start: number): number | undefined {
  for (let at = start + 1; at < bytes.length; at += 1) {
    const byte = bytes[at];
    if (byte === QUOTE) return at + 1;
    if (byte === BACKSLASH) at += 1;
  }
  return undefined;
}

/**
 * The byte behind the value that begins at `start`, by its brackets and quotes alone: whether it is
 * JSON, its reader finds out. Undefined where these bytes do not hold all of it.
 */
export function afterValue(bytes: Uint8Array, start: number): number | undefined {
  const first = bytes[start];
  if (first === OPEN_OBJECT || first === OPEN_LIST) return afterBrackets(bytes, start, 0);
  return first === QUOTE ? afterString(bytes, start) : afterWord(bytes, start);
}

/** The byte behind a number, or a word such as `true`. */
function afterWord(bytes: Uint8Array, start: number): number | undefined {
  for (let at = start; at < bytes.length; at += 1) {
    const byte = bytes[at] ?? 0;
    if (byte === COMMA || byte === CLOSE_LIST || byte === CLOSE_OBJECT || byte <= 0x20) return at;
  }
  return undefined;
}

/** The byte behind the bracket that closes the outermost one, of which some are `open` already. */
export function afterBrackets(bytes: Uint8Array, start: number, open: number): number | undefined {
  let depth = open;
  for (let at = start; at < bytes.length; at += 1) {
    const byte = bytes[at];
    if (byte === QUOTE) at = (afterString(bytes, at) ?? bytes.length) - 1;
    else if (byte === OPEN_OBJECT || byte === OPEN_LIST) depth += 1;
    else if (byte === CLOSE_OBJECT || byte === CLOSE_LIST) {
      depth -= 1;
      if (depth === 0) return at + 1;
    }
  }
  return undefined;
}
