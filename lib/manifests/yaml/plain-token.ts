import { getScalarValue, SCALAR_STYLE, type ScalarEvent } from 'js-yaml';
import type { Json } from '../../kernel';
import { certainValue, type YamlScalar } from './scalar';

/** A scalar that both parsers read alike. */
export interface PlainScalar {
  readonly value: Json;
  readonly isQuoted: boolean;
  /** Whether it is written as it reads, in one line. */
  readonly isVerbatim: boolean;
  /** Where it begins and ends, its quotes included. */
  readonly start: number;
  readonly end: number;
}

/** Code points that do not exist, and line breaks that are none: not all parsers make the same of them. */
const DOUBTFUL_ESCAPE = /\\[U\r\n]/;
/** Said in so many columns, indentation at the root of a document is counted differently. */
const COUNTED_INDENT = /[|>][-+]?[1-9]/;
/** `yaml` takes 1024 characters up to the colon. */
export const MAX_KEY = 1000;

/** A scalar; undefined for what has a tag, an anchor or no value, or reads differently elsewhere. */
export function plainScalar(text: string, event: ScalarEvent): PlainScalar | undefined {
  const { anchorStart, tagStart, valueStart, valueEnd, style, fast } = event;
  if (anchorStart >= 0 || tagStart >= 0 || isDoubtful(text, event)) return undefined;
  const isPlain = style === SCALAR_STYLE.PLAIN;
  const isQuoted = style === SCALAR_STYLE.SINGLE_QUOTED || style === SCALAR_STYLE.DOUBLE_QUOTED;
  const scalar: YamlScalar = {
    text: getScalarValue(text, event),
    style: isPlain ? 'plain' : 'quoted',
  };
  const value = certainValue(scalar);
  if (value === undefined) return undefined;
  const quote = isQuoted ? 1 : 0;
  return {
    value,
    isQuoted,
    isVerbatim: fast,
    start: valueStart - quote,
    end: valueEnd + quote,
  };
}

function isDoubtful(text: string, { style, fast, valueStart, valueEnd }: ScalarEvent): boolean {
  if (fast || style === SCALAR_STYLE.PLAIN || style === SCALAR_STYLE.SINGLE_QUOTED) return false;
  if (style === SCALAR_STYLE.DOUBLE_QUOTED) {
    return DOUBTFUL_ESCAPE.test(text.slice(valueStart, valueEnd));
  }
  const header = text.slice(text.lastIndexOf('\n', valueStart - 2) + 1, valueStart);
  return COUNTED_INDENT.test(header);
}

/** Whether a scalar is a key of one line with its colon, and no merge key. */
export function isPlainKey(text: string, key: PlainScalar): boolean {
  const { value, isVerbatim, start, end } = key;
  if (!isVerbatim || value === null || value === '<<' || value === '__proto__') return false;
  return text[end] === ':' && end - start <= MAX_KEY;
}

/** Whether nothing but a comment follows in the line. */
export function endsLine(text: string, end: number): boolean {
  let at = end;
  while (text[at] === ' ') at += 1;
  const next = text[at];
  return next === undefined || next === '\n' || next === '\r' || (next === '#' && at > end);
}

/** Whether nothing but spaces and commas stands between two tokens in brackets. */
export function isNextInFlow(text: string, end: number, start: number): boolean {
  let at = end;
  while (at < start && (text[at] === ' ' || text[at] === ',')) at += 1;
  return at === start;
}

/** The end of the closing bracket, where nothing but spaces and a comma stands before it. */
export function closesFlow(text: string, end: number, bracket: ']' | '}'): number | undefined {
  let at = end;
  while (text[at] === ' ' || text[at] === ',') at += 1;
  return text[at] === bracket ? at + 1 : undefined;
}
