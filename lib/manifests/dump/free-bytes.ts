import { END, FREE_NUMBER, FREE_TEXT, LABEL } from './likeness';

/** These are of this file, because what is imported is looked up at each byte. */
const QUOTE = 0x22;
const MINUS = 0x2d;
const ZERO = 0x30;
const NINE = 0x39;
const BACKSLASH = 0x5c;
const U = 0x75;

const LETTER = 1;
const INNER = 2;
const LABEL_BYTES = Uint8Array.from({ length: 256 }, (_, byte) => {
  const char = String.fromCharCode(byte);
  return /[A-Za-z0-9]/.test(char) ? LETTER : /[-_.]/.test(char) ? INNER : 0;
});
const MAX_LABEL = 63;

const ESCAPED = Uint8Array.from({ length: 256 }, (_, byte) =>
  '"\\/bfnrtu'.includes(String.fromCharCode(byte)) ? 1 : 0,
);
const HEX = Uint8Array.from({ length: 256 }, (_, byte) =>
  /[0-9a-fA-F]/.test(String.fromCharCode(byte)) ? 1 : 0,
);

/** The end of what stands at a place of a role; -1 where it is nothing that may stand there. */
export function placeEnd(bytes: Uint8Array, role: number, start: number): number {
  if (role === FREE_TEXT) return textEnd(bytes, start);
  if (role === LABEL) return labelEnd(bytes, start);
  if (role === END) return start;
  return role === FREE_NUMBER ? integerEnd(bytes, start) : plainTextEnd(bytes, start);
}

/** The quote that ends a text without escapes; -1 for any other, and for what is no text. */
export function plainTextEnd(bytes: Uint8Array, start: number): number {
  for (let at = start; at < bytes.length; at += 1) {
    const byte = bytes[at] ?? 0;
    if (byte === QUOTE) return at;
    if (byte === BACKSLASH || byte < 0x20) return -1;
  }
  return -1;
}

/** The quote that ends a text; -1 for what is no text. */
function textEnd(bytes: Uint8Array, start: number): number {
  for (let at = start; at < bytes.length; at += 1) {
    const byte = bytes[at] ?? 0;
    if (byte === QUOTE) return at;
    if (byte < 0x20) return -1;
    if (byte !== BACKSLASH) continue;
    at += 1;
    if (ESCAPED[bytes[at] ?? 0] !== 1 || (bytes[at] === U && !isHex(bytes, at + 1))) return -1;
  }
  return -1;
}

function isHex(bytes: Uint8Array, start: number): boolean {
  for (let at = start; at < start + 4; at += 1) if (HEX[bytes[at] ?? 0] !== 1) return false;
  return true;
}

/** The quote that ends a text that is legal as the value of a label; -1 for any other. */
function labelEnd(bytes: Uint8Array, start: number): number {
  const end = labelTextEnd(bytes, start);
  return end >= 0 && bytes[end] === QUOTE ? end : -1;
}

/** The end of what is legal as the value of a label, as far as it goes; -1 where that is not legal. */
export function labelTextEnd(bytes: Uint8Array, start: number): number {
  let at = start;
  while ((LABEL_BYTES[bytes[at] ?? 0] ?? 0) > 0) at += 1;
  if (at - start > MAX_LABEL) return -1;
  if (at === start) return at;
  const isLegal =
    LABEL_BYTES[bytes[start] ?? 0] === LETTER && LABEL_BYTES[bytes[at - 1] ?? 0] === LETTER;
  return isLegal ? at : -1;
}

/** The byte behind a whole number; -1 for what is none. */
export function integerEnd(bytes: Uint8Array, start: number): number {
  const first = bytes[start] === MINUS ? start + 1 : start;
  let at = first;
  for (; at < bytes.length; at += 1) {
    const byte = bytes[at] ?? 0;
    if (byte < ZERO || byte > NINE) break;
  }
  const isWritten = at > first && (bytes[first] !== ZERO || at === first + 1);
  return isWritten ? at : -1;
}
