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
/** Control characters, carriage returns alone, and what may be a line break or a mark of order. */
const ODD = /[^\t\n\r\x20-\x7E\xA0-\u2027\u202A-\uFEFE\uFF00-\uFFFD]|\r(?!\n)/;

/** The chunks of a text, in order; undefined where it has to be read as a whole. */
export function chunksOf(text: string): readonly Chunk[] | undefined {
  const carries = CARRIES_STATE.some((each) => text.startsWith(each) || text.includes(`\n${each}`));
  if (carries || ODD.test(text)) return undefined;
  const starts = startsIn(text);
  return starts.map((start, i) => ({ text: text.slice(start, starts[i + 1]), offset: start }));
}

function startsIn(text: string): readonly number[] {
  const starts = [0];
  for (let at = text.indexOf(BORDER); at >= 0; at = text.indexOf(BORDER, at + 1)) {
    if (BEHIND_BORDER.has(text[at + BORDER.length])) starts.push(at + 1);
  }
  return starts;
}

/** Enough to make up for the start of a parser, and little enough for its tokens to die young. */
const GROUP = 32_768;

/** Neighbours taken together, a few pages at a time. */
export function groupsOf(chunks: readonly Chunk[]): readonly (readonly Chunk[])[] {
  const groups: Chunk[][] = [];
  let group: Chunk[] = [];
  let length = GROUP;
  for (const chunk of chunks) {
    if (length >= GROUP) {
      group = [];
      groups.push(group);
      length = 0;
    }
    group.push(chunk);
    length += chunk.text.length;
  }
  return groups;
}
