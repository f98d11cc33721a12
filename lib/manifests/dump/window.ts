import type { ByteStore, ReadText } from './byte-store';

/** How much of a store is looked at together. */
const WINDOW_BYTES = 1 << 26;

/** What looks at the same bytes, and is told when they change. */
export interface Follower {
  turnTo(bytes: Uint8Array, text: ReadText): void;
}

/** A part of a store that moves over it, so that a text may be larger than memory. */
export class Window {
  /** What is in the window. */
  bytes: Uint8Array = new Uint8Array();
  text: ReadText = () => '';
  /** Where the window begins in the store. */
  base = 0;
  private readonly store: ByteStore;
  private readonly followers: readonly Follower[];
  private readonly size: number;

  constructor(store: ByteStore, followers: readonly Follower[], size: number = WINDOW_BYTES) {
    this.store = store;
    this.followers = followers;
    this.size = size;
  }

  /**
   * Moves on so that the window begins at a place in it, and holds more behind it than before. False
   * where nothing more is there, or what is there is no text.
   */
  moveTo(at: number): boolean {
    const { store, bytes: before } = this;
    const start = this.base + at;
    if (this.base + before.length >= store.size && before.length > 0) return false;
    const size = Math.max(this.size, (before.length - at) * 2);
    const end = Math.min(store.size, start + size);
    const read = store.bytes(start, end);
    const bytes = end < store.size ? read?.subarray(0, wholeCharacters(read)) : read;
    if (bytes === undefined || !store.decoder.isUtf8(bytes)) return false;
    this.bytes = bytes;
    this.base = start;
    this.text = store.decoder.reading(bytes);
    for (const follower of this.followers) follower.turnTo(bytes, this.text);
    return true;
  }
}

/** How many bytes there are without the last character, of which some may be missing. */
function wholeCharacters(bytes: Uint8Array): number {
  let end = bytes.length;
  while (end > 0 && ((bytes[end - 1] ?? 0) & 0xc0) === 0x80) end -= 1;
  return (bytes[end - 1] ?? 0) >= 0x80 ? end - 1 : bytes.length;
}
