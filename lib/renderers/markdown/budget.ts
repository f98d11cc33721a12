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
