import type { Json } from '../../../kernel';
import { certainValue } from '../scalar';

/** A power of two: some pages of the words that manifests are made of. */
const SLOTS = 4096;

/**
 * What plain scalars say. The same few hundred stand in a dump again and again: each is looked up by
 * its characters, before a text is made of it, and is then the same text everywhere. A slot keeps what
 * was read last, so that memory is bounded.
 */
export class Scalars {
  private readonly written: string[] = new Array<string>(SLOTS).fill('');
  private readonly values: (Json | undefined)[] = new Array<Json | undefined>(SLOTS).fill(null);

  /** What a part of a text says, `hash` being of its characters; undefined where it is in doubt. */
  plain(text: string, start: number, end: number, hash: number): Json | undefined {
    const slot = (hash ^ (hash >>> 13)) & (SLOTS - 1);
    const known = this.written[slot];
    if (known !== undefined && known.length === end - start && text.startsWith(known, start)) {
      return this.values[slot];
    }
    const written = text.slice(start, end);
    const value = certainValue({ text: written, style: 'plain' });
    this.written[slot] = written;
    this.values[slot] = value;
    return value;
  }
}
