import type { Output } from '../io';

/**
 * A text that may be longer than a program can hold at once, in pieces; asked again, it begins again.
 */
export type Pieces = () => Iterable<string>;

/** What goes to the system at once, in characters: a call for every line takes longer than the line. */
const CHUNK = 1 << 16;

/** The same text in pieces of some size. */
export function* chunks(pieces: Iterable<string>): Generator<string> {
  let held = '';
  for (const piece of pieces) {
    held += piece;
    if (held.length < CHUNK) continue;
    yield held;
    held = '';
  }
  if (held !== '') yield held;
}

/** Writes piece by piece, and makes no more of them once nobody reads. */
export function writePieces(pieces: Pieces, output: Output): void {
  for (const chunk of chunks(pieces())) {
    output.write(chunk);
    if (output.errored) return;
  }
}
