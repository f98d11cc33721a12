/** What stands for characters beyond ASCII, which are not told apart. */
const BEYOND = 0xff;
const ASCII_END = 0x7f;

/** A text as bytes, one for each character, so that offsets are the same in both. */
export function bytesOf(text: string): Uint8Array {
  const bytes = new Uint8Array(text.length);
  // All of it fits only where each character is one byte: where it is ASCII.
  if (new TextEncoder().encodeInto(text, bytes).read === text.length) return bytes;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    bytes[at] = code < ASCII_END ? code : BEYOND;
  }
  return bytes;
}

/** Whether a part of them is ASCII that can be seen, and lines. */
export function isPlain(bytes: Uint8Array, start: number, end: number): boolean {
  for (let at = start; at < end; at += 1) if ((bytes[at] ?? BEYOND) >= ASCII_END) return false;
  return true;
}
