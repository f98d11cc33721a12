import { afterString } from './extent';
import { afterSpace } from './find-items';
import { plainTextEnd } from './free-bytes';
import { END, FREE_NUMBER, FREE_TEXT, type Likeness, likenessIn } from './likeness';
import { CLOSE_LIST, CLOSE_OBJECT, OPEN_LIST, OPEN_OBJECT, QUOTE } from './tokens';

/** Some bytes as they are, and the role of the text or number that follows them. */
export interface Step {
  readonly start: number;
  readonly end: number;
  readonly role: number;
}

/**
 * Cuts an object into what every object like it has and the places where they may differ. The bytes
 * are JSON, which somebody has made sure of. Undefined where a name is written with escapes, because
 * then it is not known what its value is.
 */
export function stepsOf(
  bytes: Uint8Array,
  start: number,
  likeness: Likeness,
): readonly Step[] | undefined {
  const walk = new Walk(bytes, start);
  walk.value(likeness);
  return walk.isPlain ? walk.ended() : undefined;
}

const INTEGER = /^-?(?:0|[1-9]\d*)$/;

class Walk {
  /** Whether every name is written without escapes. */
  isPlain = true;
  private readonly bytes: Uint8Array;
  private readonly steps: Step[] = [];
  private at: number;
  /** Where the bytes begin that belong to no step yet. */
  private start: number;

  constructor(bytes: Uint8Array, start: number) {
    this.bytes = bytes;
    this.at = start;
    this.start = start;
  }

  ended(): readonly Step[] {
    return [...this.steps, { start: this.start, end: this.at, role: END }];
  }

  value(likeness: Likeness): void {
    const first = this.next();
    if (first === OPEN_OBJECT) this.entries(CLOSE_OBJECT, () => this.field(likeness));
    else if (first === OPEN_LIST) this.entries(CLOSE_LIST, () => this.value(likeness));
    else if (first === QUOTE) this.text(likeness);
    else this.word(likeness);
  }

  private entries(close: number, entry: () => void): void {
    this.at += 1;
    if (this.next() === close) {
      this.at += 1;
      return;
    }
    for (;;) {
      entry();
      const after = this.next();
      this.at += 1;
      if (after === close) return;
    }
  }

  private field(likeness: Likeness): void {
    this.next();
    const name = this.at + 1;
    this.at = afterString(this.bytes, this.at) ?? this.bytes.length;
    const text = this.written(name, this.at - 1);
    this.isPlain &&= !text.includes('\\');
    this.next();
    this.at += 1;
    this.value(likenessIn(likeness, text));
  }

  /** The quotes of a text are on both sides of the place. */
  private text(likeness: Likeness): void {
    const start = this.at + 1;
    this.at = afterString(this.bytes, this.at) ?? this.bytes.length;
    const role = typeof likeness === 'object' ? FREE_TEXT : likeness;
    // One that is remembered has no escapes: then its bytes are its text.
    const isFree = role === FREE_TEXT || plainTextEnd(this.bytes, start) >= 0;
    if (role !== 'as-is' && isFree) this.place(role, start, this.at - 1);
  }

  private word(likeness: Likeness): void {
    const start = this.at;
    while (isWord(this.bytes[this.at])) this.at += 1;
    const isFree = likeness === FREE_TEXT || typeof likeness === 'object';
    if (isFree && INTEGER.test(this.written(start, this.at))) {
      this.place(FREE_NUMBER, start, this.at);
    }
  }

  private place(role: number, start: number, end: number): void {
    this.steps.push({ start: this.start, end: start, role });
    this.start = end;
  }

  private next(): number | undefined {
    this.at = afterSpace(this.bytes, this.at);
    return this.bytes[this.at];
  }

  private written(start: number, end: number): string {
    let text = '';
    for (let at = start; at < end; at += 1) text += String.fromCharCode(this.bytes[at] ?? 0);
    return text;
  }
}

/** Whether a byte belongs to a number, or a word such as `true`. */
function isWord(byte: number | undefined): boolean {
  if (byte === undefined || byte <= 0x20) return false;
  return byte !== 0x2c && byte !== CLOSE_LIST && byte !== CLOSE_OBJECT;
}
