import { markdownTable } from './table';

/** GitHub refuses comments of more than 65,536 characters; a pipeline may want to add a line of its own. */
export const COMMENT_BYTES = 60_000;

/** What stands beside a table of its own: a heading, a legend, a sentence. */
const BESIDE_BYTES = 2_000;

/** What a table may take that has a comment for itself. */
export const TABLE_BYTES: number = COMMENT_BYTES - BESIDE_BYTES;

/** A table of as many rows as fit into a comment, or a part of it, and a line that counts the others. */
export function fittingTable(
  head: readonly string[],
  rows: readonly (readonly string[])[],
  [one, many]: readonly [one: string, many: string],
  bytes: number = TABLE_BYTES,
): string {
  const title = markdownTable(head, []);
  const lines = rows.map((row) => markdownTable(head, [row]).slice(title.length));
  const fit = fitEntries(lines, bytes - byteLength(title));
  const missing = lines.length - fit.length;
  const notice =
    missing === 0 ? '' : `\nTruncated: ${missing} more ${missing === 1 ? one : many}.\n`;
  return `${title}${fit.join('')}${notice}`;
}

/** How many bytes a text takes as UTF-8. */
export function byteLength(text: string): number {
  let bytes = 0;
  for (const char of text) bytes += bytesOf(char.codePointAt(0) ?? 0);
  return bytes;
}

function bytesOf(codePoint: number): number {
  if (codePoint < 0x80) return 1;
  if (codePoint < 0x800) return 2;
  return codePoint < 0x10000 ? 3 : 4;
}

/** The entries from the first on that together take at most this many bytes. */
export function fitEntries(entries: readonly string[], bytes: number): readonly string[] {
  let left = bytes;
  const end = entries.findIndex((entry) => {
    left -= byteLength(entry);
    return left < 0;
  });
  return end === -1 ? entries : entries.slice(0, end);
}
