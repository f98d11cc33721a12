import { isAscii, isUtf8 } from 'node:buffer';
import { closeSync, fstatSync, openSync, readFileSync, readSync, type Stats } from 'node:fs';
import type { ByteDecoder, ByteStore } from './dump';

/** A larger file is not held in memory: what is needed of it later is read again. */
const MAX_HELD_BYTES = 2 ** 28;

/** How much of a pipe is held in one piece. */
const PIECE_BYTES = 2 ** 26;

const decoder: ByteDecoder = {
  isUtf8,
  reading: (bytes) => {
    const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
    // Nearly everything is ASCII, which needs no decoding.
    const encoding = isAscii(buffer) ? 'latin1' : 'utf8';
    return (start, end) => buffer.toString(encoding, start, end);
  },
};

/** The bytes of a file. @throws what the file system throws */
export function bytesOfFile(path: string, maxHeld: number = MAX_HELD_BYTES): ByteStore {
  const descriptor = openSync(path, 'r');
  try {
    const stats = fstatSync(descriptor);
    if (!stats.isFile()) return inPieces(allPieces(descriptor));
    return stats.size > maxHeld ? onDisk(path, stats) : inPieces([readFileSync(descriptor)]);
  } finally {
    closeSync(descriptor);
  }
}

/** All bytes of standard input, which come once. @throws what the file system throws */
export function bytesOfStdin(): ByteStore {
  return inPieces(allPieces(0));
}

/** Reads to the end. No piece is copied for the next one, as one buffer for all would be. */
function allPieces(descriptor: number): readonly Uint8Array[] {
  const pieces: Uint8Array[] = [];
  for (;;) {
    const piece = Buffer.allocUnsafe(PIECE_BYTES);
    const filled = fill(piece, (at) => readSync(descriptor, piece, at, piece.length - at, null));
    if (filled < piece.length)
      return [...pieces, Uint8Array.prototype.slice.call(piece, 0, filled)];
    pieces.push(piece);
  }
}

/** Fills a piece as far as there is anything, and says how far. */
function fill(piece: Uint8Array, read: (at: number) => number): number {
  let filled = 0;
  while (filled < piece.length) {
    const more = read(filled);
    if (more === 0) break;
    filled += more;
  }
  return filled;
}

/** Bytes in memory. All pieces but the last are `PIECE_BYTES` long, unless there is only one. */
export function inPieces(pieces: readonly Uint8Array[], length: number = PIECE_BYTES): ByteStore {
  const [first = new Uint8Array(), ...others] = pieces;
  const size = pieces.reduce((sum, piece) => sum + piece.length, 0);
  return {
    size,
    decoder,
    bytes: (start, end) => {
      if (others.length === 0) return first.subarray(start, end);
      const from = Math.floor(start / length);
      const piece = pieces[from];
      if (end <= (from + 1) * length) {
        return piece?.subarray(start - from * length, end - from * length);
      }
      return joined(pieces, start, end, length);
    },
  };
}

function joined(pieces: readonly Uint8Array[], start: number, end: number, length: number) {
  const bytes = new Uint8Array(end - start);
  for (let at = start; at < end; ) {
    const from = Math.floor(at / length);
    const part = pieces[from]?.subarray(at - from * length, end - from * length);
    if (part === undefined) return undefined;
    bytes.set(part, at - start);
    at += part.length;
  }
  return bytes;
}

/** Bytes that stay on disk. Once the file has changed they are not there any more. */
function onDisk(path: string, { size, mtimeMs }: Stats): ByteStore {
  return {
    size,
    decoder,
    bytes: (start, end) => {
      const descriptor = openSync(path, 'r');
      try {
        const now = fstatSync(descriptor);
        if (now.size !== size || now.mtimeMs !== mtimeMs) return undefined;
        const bytes = Buffer.allocUnsafe(end - start);
        const read = (at: number) => readSync(descriptor, bytes, at, bytes.length - at, start + at);
        return fill(bytes, read) < bytes.length ? undefined : bytes;
      } finally {
        closeSync(descriptor);
      }
    },
  };
}
