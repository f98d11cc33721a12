/** The bytes that JSON is made of. They are of this file, because what is imported is looked up each time. */
const QUOTE = 0x22;
const COMMA = 0x2c;
const COLON = 0x3a;
const OPEN_LIST = 0x5b;
const BACKSLASH = 0x5c;
const CLOSE_LIST = 0x5d;
const OPEN_OBJECT = 0x7b;
const CLOSE_OBJECT = 0x7d;

/** What a byte does between strings: 1 and -1 go deeper and up again. */
const OPENS_STRING = 2;
const NAMES = 3;
const DOES = new Int8Array(256);
DOES[OPEN_OBJECT] = 1;
DOES[OPEN_LIST] = 1;
DOES[CLOSE_OBJECT] = -1;
DOES[CLOSE_LIST] = -1;
DOES[QUOTE] = OPENS_STRING;
DOES[COLON] = NAMES;

/** FNV-1a: equal bytes have equal hashes, and others seldom have. */
const HASH_START = 0x811c9dc5 | 0;
const HASH_FACTOR = 0x01000193;

/** What nests deeper is not cut out. Objects of clusters stay far below. */
const MAX_CUT_DEPTH = 128;

/**
 * A place in some bytes that moves over one token or value at a time. What was passed last has a
 * start, an end and a hash. They are fields, and not results, because nothing is made on the way.
 */
export class Cutter {
  bytes: Uint8Array = new Uint8Array();
  /** The place. */
  end = 0;
  start = 0;
  hash = 0;
  /** How many fields the value writes that was passed last. */
  fields = 0;

  /** The next byte that is no space; -1 where nothing is left. */
  next(): number {
    const { bytes } = this;
    let at = this.end;
    let byte = bytes[at] ?? -1;
    while (byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09) {
      at += 1;
      byte = bytes[at] ?? -1;
    }
    this.end = at;
    return byte;
  }

  /** Passes a string without escapes and control characters; false for any other. */
  plainString(): boolean {
    const { bytes } = this;
    let hash = HASH_START;
    this.start = this.end;
    for (let at = this.end + 1; at < bytes.length; at += 1) {
      const byte = bytes[at] ?? 0;
      if (byte === QUOTE) return this.passed(at + 1, hash, 0);
      if (byte === BACKSLASH || byte < 0x20) return false;
      hash = Math.imul(hash ^ byte, HASH_FACTOR);
    }
    return false;
  }

  /** Passes what begins here and ends where its brackets, its quote or its word end. */
  value(): boolean {
    const first = this.bytes[this.end];
    if (first === OPEN_OBJECT || first === OPEN_LIST) return this.brackets();
    return first === QUOTE ? this.anyString() : this.literal();
  }

  private brackets(): boolean {
    const { bytes } = this;
    let hash = HASH_START;
    let fields = 0;
    let depth = 0;
    this.start = this.end;
    for (let at = this.end; at < bytes.length; at += 1) {
      const byte = bytes[at] ?? 0;
      hash = Math.imul(hash ^ byte, HASH_FACTOR);
      const does = DOES[byte] ?? 0;
      if (does === OPENS_STRING) {
        at = this.closingQuote(at, hash);
        hash = this.hash;
      } else if (does === NAMES) fields += 1;
      else if (does !== 0) {
        depth += does;
        if (depth === 0) return this.passed(at + 1, hash, fields);
        if (depth > MAX_CUT_DEPTH) return false;
      }
    }
    return false;
  }

  private anyString(): boolean {
    this.start = this.end;
    const at = this.closingQuote(this.end, HASH_START);
    return at < this.bytes.length && this.passed(at + 1, this.hash, 0);
  }

  /** The quote that closes the one at `start`, or the end of all; the hash goes on from one to the other. */
  private closingQuote(start: number, before: number): number {
    const { bytes } = this;
    let hash = before;
    let at = start + 1;
    for (; at < bytes.length; at += 1) {
      const byte = bytes[at] ?? 0;
      hash = Math.imul(hash ^ byte, HASH_FACTOR);
      if (byte === QUOTE) break;
      if (byte === BACKSLASH) at += 1;
    }
    this.hash = hash;
    return at;
  }

  private literal(): boolean {
    const { bytes } = this;
    let hash = HASH_START;
    this.start = this.end;
    for (let at = this.end; at < bytes.length; at += 1) {
      const byte = bytes[at] ?? 0;
      const isEnd = byte === COMMA || byte === CLOSE_LIST || byte === CLOSE_OBJECT || byte <= 0x20;
      if (isEnd) return this.passed(at, hash, 0);
      hash = Math.imul(hash ^ byte, HASH_FACTOR);
    }
    return false;
  }

  private passed(end: number, hash: number, fields: number): true {
    this.end = end;
    this.hash = hash;
    this.fields = fields;
    return true;
  }
}
