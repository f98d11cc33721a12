/**
 * The documents of a stream, told apart without parsing it: a line that starts with `---` ends
 * whatever comes before it, quoted or not, so what stands between two of them parses alone as it
 * does in the stream. Directives and `...` carry state across that border, and a few characters are
 * read differently by different parsers: a text with any of them has no chunks. One pass of two
 * patterns, linear in the text.
 */

/** Part of a text that holds one document, or none. */
export interface Chunk {
  readonly text: string;
  /** Where it begins in the whole text. */
  readonly offset: number;
}

const BORDER = '\n---';
const BEHIND_BORDER: ReadonlySet<string | undefined> = new Set([' ', '\t', '\r', '\n', undefined]);
/** How lines begin that say something of the documents around them. */
const CARRIES_STATE = ['%', '...'];
/** Control characters, and what may be a line break or a mark of order. */
const ODD = /[^\t\n\r\x20-\x7E\xA0-\u2027\u202A-\uFEFE\uFF00-\uFFFD]/;
const LONE_RETURN = /\r(?!\n)/;

/** The chunks of a text, in order; undefined where it has to be read as a whole. */
export function chunksOf(text: string): readonly Chunk[] | undefined {
  const starts = chunkStarts(text);
  return starts?.map((start, i) => chunkAt(text, start, starts[i + 1]));
}

export function chunkAt(text: string, start: number, end: number | undefined): Chunk {
  return { text: text.slice(start, end), offset: start };
}

/** Where each chunk begins; undefined where the text has to be read as a whole. */
export function chunkStarts(text: string): readonly number[] | undefined {
  const carries = CARRIES_STATE.some((each) => text.startsWith(each) || text.includes(`\n${each}`));
  if (carries || ODD.test(text) || hasLoneReturn(text)) return undefined;
  return startsIn(text);
}

/** Apart from the other odd characters: together, the patterns cost thrice as much. */
function hasLoneReturn(text: string): boolean {
  return text.includes('\r') && LONE_RETURN.test(text);
}

function startsIn(text: string): readonly number[] {
  const starts = [0];
  for (let at = text.indexOf(BORDER); at >= 0; at = text.indexOf(BORDER, at + 1)) {
    if (BEHIND_BORDER.has(text[at + BORDER.length])) starts.push(at + 1);
  }
  return starts;
}
