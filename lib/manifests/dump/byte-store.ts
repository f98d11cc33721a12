/** The bytes of one text, wherever they lie: in memory, in pieces, or on disk. */
export interface ByteStore {
  readonly size: number;
  /** The bytes from `start` up to `end`; undefined where they are not there any more. */
  bytes(start: number, end: number): Uint8Array | undefined;
  readonly decoder: ByteDecoder;
}

/** How bytes become text. Fast ways to do it belong to the host, so the host brings them. */
export interface ByteDecoder {
  isUtf8(bytes: Uint8Array): boolean;
  /** Reads parts of some bytes, which are UTF-8. */
  reading(bytes: Uint8Array): ReadText;
}

/** Reads a part of some bytes as text. */
export type ReadText = (start: number, end: number) => string;

/** The longest text that JavaScript can hold. What is longer can be read in parts only. */
export const MAX_TEXT: number = 2 ** 29 - 24;

/** The text of a part of a store; undefined where it is not there any more, is no text, or too long. */
export function textIn(store: ByteStore, start: number, end: number): string | undefined {
  if (end - start > MAX_TEXT) return undefined;
  const bytes = store.bytes(start, end);
  if (bytes === undefined || !store.decoder.isUtf8(bytes)) return undefined;
  return store.decoder.reading(bytes)(0, bytes.length);
}

/** A store without its first bytes, such as a byte order mark. */
export function withoutFirst(store: ByteStore, count: number): ByteStore {
  if (count === 0) return store;
  return {
    size: store.size - count,
    bytes: (start, end) => store.bytes(start + count, end + count),
    decoder: store.decoder,
  };
}
