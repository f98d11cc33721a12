import { certainValue } from '../scalar';
import { beginsPlain } from '../strict';

/** These are of this file, because what is imported is looked up at each byte. */
const MINUS = 45;
const DOT = 46;

/** No word that means something else than itself is longer. */
const MAX_WORD = 5;

/** What a plain scalar is, by how it begins: words are `yes`, `No`, `on`, `null`, `y` and their like. */
const NONE = 0;
const TEXT = 1;
const TEXT_OR_WORD = 2;
const TEXT_OR_NUMBER = 3;
const ANYTHING = 4;

const STARTS = Uint8Array.from({ length: 256 }, (_, byte) => {
  const char = String.fromCharCode(byte);
  if (/[ytonf]/i.test(char)) return TEXT_OR_WORD;
  if (/[a-z]/i.test(char)) return TEXT;
  if (/[0-9]/.test(char)) return TEXT_OR_NUMBER;
  return beginsPlain(byte) ? ANYTHING : NONE;
});

/** Whatever a number that begins with a figure may hold, in any base. */
const IN_NUMBERS = Uint8Array.from({ length: 256 }, (_, byte) =>
  /[-+._0-9a-fxo]/i.test(String.fromCharCode(byte)) ? 1 : 0,
);

/** Whether a byte begins a plain scalar, of which no reader makes anything else. */
export function beginsText(byte: number): boolean {
  return STARTS[byte] !== NONE;
}

/** Whether a plain scalar says a text. Most are known to by their bytes; of others a text is made. */
export function saysText(bytes: Uint8Array, text: string, start: number, end: number): boolean {
  const begins = STARTS[bytes[start] ?? 0];
  if (begins === TEXT || (begins === TEXT_OR_WORD && end - start > MAX_WORD)) return true;
  if (begins === TEXT_OR_NUMBER && isNoNumber(bytes, start, end)) return true;
  return typeof certainValue({ text: text.slice(start, end), style: 'plain' }) === 'string';
}

/** A number has no letter but those of its base and exponent, one point, and at most two signs. */
function isNoNumber(bytes: Uint8Array, start: number, end: number): boolean {
  let points = 0;
  let signs = 0;
  for (let at = start; at < end; at += 1) {
    const byte = bytes[at] ?? 0;
    if (IN_NUMBERS[byte] === 0) return true;
    if (byte === DOT) points += 1;
    if (byte === MINUS) signs += 1;
  }
  return points > 1 || signs > 2;
}
