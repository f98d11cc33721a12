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

const BORDER = /^---(?=[ \t\r\n]|$)/gm;
const CARRIES_STATE = /^(?:%|\.\.\.(?:[ \t\r\n]|$))/m;
/** Control characters, carriage returns alone, and what may be a line break or a mark of order. */
const ODD = /[^\t\n\r\x20-\x7E\xA0-\u2027\u202A-\uFEFE\uFF00-\uFFFD]|\r(?!\n)/;

/** The chunks of a text, in order; undefined where it has to be read as a whole. */
export function chunksOf(text: string): readonly Chunk[] | undefined {
  if (CARRIES_STATE.test(text) || ODD.test(text)) return undefined;
  const starts = [0];
  for (const { index } of text.matchAll(BORDER)) if (index > 0) starts.push(index);
  return starts.map((start, i) => ({ text: text.slice(start, starts[i + 1]), offset: start }));
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
