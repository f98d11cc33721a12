import { integerEnd, labelTextEnd } from '../../dump/free-bytes';
import { END, FREE_NUMBER, LABEL } from '../../dump/likeness';
import type { PlaceEnd } from '../../dump/pod-tree';
import { beginsText, saysText } from './plain-texts';

/** These are of this file, because what is imported is looked up at each byte. */
const LINE_FEED = 10;
const SPACE = 32;
const DOUBLE_QUOTE = 34;
const HASH = 35;
const QUOTE = 39;
const COLON = 58;
const BACKSLASH = 92;
/** The last byte of ASCII that can be seen. */
const LAST = 126;

/**
 * What may stand at the places of pods in YAML: a scalar that ends in its line, in quotes or not, and
 * says a text; or a whole number.
 * Why it is right: the rules are those of the strict reader (`strict/token.ts`), made narrower. So what
 * stands at such a place is read there as the text that it is, up to the same end.
 * Its bound: each byte is looked at twice, to find the end and to tell a text from a word or number.
 */
export class Places {
  private text = '';
  /** Where the part ends that is being looked at: nothing behind it belongs to a place. */
  private limit = 0;

  turnTo(text: string): void {
    this.text = text;
  }

  within(limit: number): void {
    this.limit = limit;
  }

  readonly end: PlaceEnd = (bytes, role, start) => {
    if (role === END) return start === this.limit ? start : -1;
    if (role === FREE_NUMBER) return integerEnd(bytes, start);
    const end = this.scalarEnd(bytes, start);
    return role !== LABEL || end < 0 || isLabel(bytes, start, end) ? end : -1;
  };

  private scalarEnd(bytes: Uint8Array, start: number): number {
    const first = bytes[start] ?? 0;
    if (isQuote(first)) return quotedEnd(bytes, start, first);
    if (!beginsText(first)) return -1;
    const end = plainEnd(bytes, start, this.limit);
    return end >= 0 && saysText(bytes, this.text, start, end) ? end : -1;
  }
}

/** Whether what stands at a place begins behind a quote, and ends before one. */
export function isQuote(byte: number | undefined): boolean {
  return byte === QUOTE || byte === DOUBLE_QUOTE;
}

/** The end of the line, where a plain scalar ends there; else -1. */
function plainEnd(bytes: Uint8Array, start: number, limit: number): number {
  let before = SPACE;
  let at = start;
  for (; at < limit; at += 1) {
    const byte = bytes[at] ?? 0;
    if (byte === LINE_FEED) break;
    if (byte < SPACE || byte > LAST || (byte === HASH && before === SPACE)) return -1;
    if (before === COLON && byte === SPACE) return -1;
    before = byte;
  }
  return before === SPACE || before === COLON ? -1 : at;
}

/** Behind the quote that ends a scalar without escapes; -1 for any other. */
function quotedEnd(bytes: Uint8Array, start: number, quote: number): number {
  for (let at = start + 1; at < bytes.length; at += 1) {
    const byte = bytes[at] ?? 0;
    if (byte === quote) return bytes[at + 1] === QUOTE ? -1 : at + 1;
    if (byte < SPACE || byte > LAST || byte === BACKSLASH) return -1;
  }
  return -1;
}

function isLabel(bytes: Uint8Array, start: number, end: number): boolean {
  const quote = isQuote(bytes[start]) ? 1 : 0;
  return labelTextEnd(bytes, start + quote) === end - quote;
}
