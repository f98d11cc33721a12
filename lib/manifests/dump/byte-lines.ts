import type { Place } from '../place';
import type { ByteStore } from './byte-store';

/** How far apart the places are of which lines and characters are known. */
const STEP = 1 << 12;

/** How much is read at once to count them. */
const PIECE = STEP << 8;

/** What lies in front of a place: lines that ended, characters, and those before its line began. */
interface Count {
  lines: number;
  characters: number;
  lineStart: number;
}

/**
 * The line and column of any byte of a text that may be too large for memory. Counted once, when
 * first asked for, and remembered every few thousand bytes, so that a place costs no more than that.
 * Characters are those of JavaScript: what UTF-8 writes in four bytes counts twice.
 */
export class ByteLines {
  private readonly store: ByteStore;
  private counts: Float64Array | undefined;

  constructor(store: ByteStore) {
    this.store = store;
  }

  /** The place of a byte; undefined where the text is not there any more. */
  placeOf(offset: number): Place | undefined {
    const counts = this.counts ?? this.count();
    if (counts === undefined) return undefined;
    this.counts = counts;
    const step = Math.floor(offset / STEP);
    const bytes = this.store.bytes(step * STEP, offset);
    if (bytes === undefined) return undefined;
    const [lines = 0, characters = 0, lineStart = 0] = counts.subarray(step * 3, step * 3 + 3);
    const here = { lines, characters, lineStart };
    countOn(here, bytes, 0, bytes.length);
    return { line: here.lines + 1, column: here.characters - here.lineStart + 1 };
  }

  private count(): Float64Array | undefined {
    const { store } = this;
    const counts = new Float64Array((Math.floor(store.size / STEP) + 1) * 3);
    const here: Count = { lines: 0, characters: 0, lineStart: 0 };
    for (let start = 0; start < store.size; start += PIECE) {
      const bytes = store.bytes(start, Math.min(store.size, start + PIECE));
      if (bytes === undefined) return undefined;
      for (let at = 0; at < bytes.length; at += STEP) {
        counts.set([here.lines, here.characters, here.lineStart], ((start + at) / STEP) * 3);
        countOn(here, bytes, at, Math.min(bytes.length, at + STEP));
      }
    }
    if (store.size % STEP === 0) {
      counts.set([here.lines, here.characters, here.lineStart], (store.size / STEP) * 3);
    }
    return counts;
  }
}

function countOn(count: Count, bytes: Uint8Array, start: number, end: number): void {
  let { lines, characters, lineStart } = count;
  for (let at = start; at < end; at += 1) {
    const byte = bytes[at] ?? 0;
    if ((byte & 0xc0) !== 0x80) characters += byte >= 0xf0 ? 2 : 1;
    if (byte === 0x0a) {
      lines += 1;
      lineStart = characters;
    }
  }
  count.lines = lines;
  count.characters = characters;
  count.lineStart = lineStart;
}
