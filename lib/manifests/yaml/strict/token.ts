import type { Json } from '../../../kernel';
import { MAX_KEY } from '../plain-token';
import { codeAt, isBlank, LINE_FEED, SPACE, type Walk } from './lines';

const DOUBLE_QUOTE = 34;
const HASH = 35;
const QUOTE = 39;
const DASH = 45;
const COLON = 58;
const BACKSLASH = 92;
/** The last character of ASCII that can be seen: the others are for readers that know them. */
const LAST = 126;

/** What plain scalars begin with, of which no reader makes anything else. */
const BEGINS_PLAIN = /[A-Za-z0-9_./~$+(<=^;\\]/;
const PLAIN_STARTS = Uint8Array.from({ length: LAST + 1 }, (_, code) =>
  BEGINS_PLAIN.test(String.fromCharCode(code)) ? 1 : 0,
);

/** Whether a plain scalar may begin with a character. */
export function beginsPlain(code: number): boolean {
  return PLAIN_STARTS[code] === 1;
}

/**
 * What the scalar says that begins here and ends in this line; undefined where that is in doubt. The
 * walk then stands where the line ends, or behind the colon of a key.
 */
export function readToken(walk: Walk): Json | undefined {
  const first = codeAt(walk, walk.at);
  if (beginsPlain(first)) return readPlain(walk);
  if (first === QUOTE || first === DOUBLE_QUOTE) return readQuoted(walk, first);
  return first === DASH && !isBlank(codeAt(walk, walk.at + 1)) ? readPlain(walk) : undefined;
}

function readPlain(walk: Walk): Json | undefined {
  const { text, end, at: start } = walk;
  let at = start;
  let hash = 0;
  let before = 0;
  for (; at < end; at += 1) {
    const code = text.charCodeAt(at);
    if (code === LINE_FEED || (code === COLON && isBlank(codeAt(walk, at + 1)))) break;
    if (isOdd(code) || (code === HASH && before === SPACE)) return undefined;
    hash = (Math.imul(hash, 31) + code) | 0;
    before = code;
  }
  if (before === SPACE || !endsToken(walk, start, at)) return undefined;
  return walk.scalars.plain(text, start, at, hash);
}

function isOdd(code: number): boolean {
  return code < SPACE || code > LAST;
}

/** Moves behind a token, if it may end there. */
function endsToken(walk: Walk, start: number, end: number): boolean {
  const code = codeAt(walk, end);
  walk.isKey = code === COLON && isBlank(codeAt(walk, end + 1));
  walk.at = walk.isKey ? end + 1 : end;
  return walk.isKey ? end - start <= MAX_KEY : code === LINE_FEED;
}

/** Without escapes, but for a quote twice among single ones. */
function readQuoted(walk: Walk, quote: number): string | undefined {
  const { text, end, at: start } = walk;
  let isDoubled = false;
  let at = start + 1;
  for (; at < end; at += 1) {
    const code = text.charCodeAt(at);
    if (isOdd(code) || (code === BACKSLASH && quote === DOUBLE_QUOTE)) return undefined;
    if (code !== quote) continue;
    if (quote !== QUOTE || codeAt(walk, at + 1) !== QUOTE) break;
    isDoubled = true;
    at += 1;
  }
  if (at >= end || !endsToken(walk, start, at + 1)) return undefined;
  const inside = text.slice(start + 1, at);
  return isDoubled ? inside.replaceAll("''", "'") : inside;
}
