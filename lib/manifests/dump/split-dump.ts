import { outlineJson } from '../json-scan';
import { countFields, parsedJson } from '../json-value';
import { MAX_DEPTH } from '../limits';
import { AlikePods } from './alike-pods';
import { type ByteStore, MAX_TEXT } from './byte-store';
import { afterBrackets, afterValue } from './extent';
import { afterSpace, findItems } from './find-items';
import { type Implied, impliedBy, isPod, typeOf } from './implied';
import { ItemReader } from './item-reader';
import { type Item, Items } from './items';
import { planned, planOf } from './plan';
import { CLOSE_LIST, COMMA, OPEN_LIST, OPEN_OBJECT } from './tokens';
import { Window } from './window';
import type { Dump } from './written-item';

/** One of the values that follow each other at the top of a dump. */
export interface DumpDocument {
  /** The value; for a list, the list without its items. */
  readonly item: Item;
  readonly items: Items | undefined;
}

/** Why a dump is not read so, and where that was found. */
export interface Oddity {
  readonly odd: 'no-json' | 'too-deep' | 'duplicate' | 'too-large';
  readonly start: number;
  readonly end: number;
}

/** How a dump is split. */
export interface SplitOptions {
  /** Told how many bytes have been read, now and then. */
  readonly progress?: (done: number) => void;
  /** How many bytes are looked at together. @default - 64 MB */
  readonly window?: number;
}

/** What comes between two tellings of progress. */
const PROGRESS_BYTES = 1 << 22;

/**
 * Splits a text of JSON values into them, and lists into their items, without ever holding it as a
 * whole: each item is read by itself. Whatever is not as it should be ends it with the reason.
 */
export function splitDump(
  store: ByteStore,
  dump: Dump,
  options: SplitOptions = {},
): readonly DumpDocument[] | Oddity {
  const split = new Split(store, dump, options);
  return split.documents() ?? split.odd;
}

class Split {
  /** Why reading ended where something was not as it should be. */
  odd: Oddity = { odd: 'no-json', start: 0, end: 0 };
  private readonly reader = new ItemReader();
  private readonly alike = new AlikePods();
  private readonly window: Window;
  private readonly progress: (done: number) => void;
  private at = 0;
  private told = 0;

  private readonly store: ByteStore;
  private readonly dump: Dump;

  constructor(store: ByteStore, dump: Dump, { window, progress = () => {} }: SplitOptions) {
    this.store = store;
    this.dump = dump;
    this.window = new Window(store, [this.reader, this.alike], window);
    this.progress = progress;
  }

  documents(): readonly DumpDocument[] | undefined {
    const found: DumpDocument[] = [];
    if (!this.more(0)) return undefined;
    for (;;) {
      const first = this.next();
      if (first === undefined) return this.isAtEnd() ? found : this.stop('no-json');
      const isValue = first === OPEN_OBJECT || first === OPEN_LIST;
      const document = isValue ? this.document() : this.stop('no-json');
      if (document === undefined) return undefined;
      found.push(document);
      this.tell(document.item.end);
    }
  }

  private document(): DumpDocument | undefined {
    const open = this.itemsFrom();
    if (open === 'none') {
      const item = this.item({}, 0);
      return item && { item, items: undefined };
    }
    const start = this.window.base + this.at;
    const head = this.window.text(this.at, open + 1);
    this.at = open + 1;
    const items = this.items(impliedBy(head));
    const tail = items && this.tail();
    if (tail === undefined) return undefined;
    const item = this.parsed(head + tail, start, 0);
    return item && { item, items };
  }

  /** Where the items of the document open, in the window. */
  private itemsFrom(): number | 'none' {
    for (;;) {
      const found = findItems(this.window.bytes, this.at);
      if (found !== undefined) return found;
      if (!this.more(this.at)) return 'none';
    }
  }

  private items(implied: Implied): Items | undefined {
    const items = new Items();
    this.alike.forget();
    if (this.next() === CLOSE_LIST) return items;
    for (;;) {
      if (this.next() === undefined) return this.stop('no-json');
      if (!this.alikePod(items) && !this.itemOf(items, implied)) return undefined;
      this.tell(this.window.base + this.at);
      const after = this.next();
      if (after === CLOSE_LIST) return items;
      if (after !== COMMA) return this.stop('no-json');
      this.at += 1;
    }
  }

  /** Adds a pod that is written like those before it. */
  private alikePod(items: Items): boolean {
    const read = this.alike.read(this.at, this.window.base, this.dump);
    if (read === undefined) return false;
    this.at = read.end;
    items.addPod(read.pod);
    return true;
  }

  /** Adds an item that is read by itself. */
  private itemOf(items: Items, implied: Implied): boolean {
    // The list and its items are two levels above each of them.
    const item = this.item(implied, 2);
    if (item === undefined) return false;
    items.add(item);
    const { base } = this.window;
    if (isPod(item.value, implied)) {
      this.alike.learn(item.start - base, item.end - base, item.value);
    }
    return true;
  }

  private item(implied: Implied, depth: number): Item | undefined {
    for (;;) {
      const { window, at } = this;
      const read = this.reader.read(at, implied);
      if (read !== undefined) {
        this.at = read.end;
        const { value, isPart } = read;
        return { value, isPart, start: window.base + at, end: window.base + read.end };
      }
      const end = afterValue(window.bytes, at);
      if (end !== undefined) return this.unusual(implied, end, depth);
      if (!this.more(at)) return this.stop('no-json');
    }
  }

  /** Reads an item the way in which everything can be read. */
  private unusual(implied: Implied, end: number, depth: number): Item | undefined {
    const { window, at } = this;
    const start = window.base + at;
    this.at = end;
    if (end - at > MAX_TEXT) return this.stop('too-large', start);
    const item = this.parsed(window.text(at, end), start, depth);
    if (item === undefined) return undefined;
    const { apiVersion, kind } = typeOf(item.value);
    const value = planned(
      item.value,
      planOf(apiVersion ?? implied.apiVersion, kind ?? implied.kind),
    );
    return { ...item, value, isPart: value !== item.value };
  }

  /** The value of a text that begins at a place and ends here, inside so many others. */
  private parsed(text: string, start: number, depth: number): Item | undefined {
    const outline = outlineJson(text);
    if (outline.depth + depth > MAX_DEPTH) return this.stop('too-deep', start);
    const parsed = parsedJson(text);
    if (parsed === undefined) return this.stop('no-json', start);
    if (countFields(parsed.value) !== outline.fields) return this.stop('duplicate', start);
    return { value: parsed.value, start, end: this.window.base + this.at, isPart: false };
  }

  /** What stands behind the items of a list, with the bracket that closes them. */
  private tail(): string | undefined {
    for (;;) {
      const { window, at } = this;
      const end = afterBrackets(window.bytes, at, 2);
      if (end !== undefined) {
        this.at = end;
        return window.text(at, end);
      }
      if (!this.more(at)) return this.stop('no-json');
    }
  }

  /** The next byte that is no space; undefined at the end. */
  private next(): number | undefined {
    for (;;) {
      const { bytes } = this.window;
      this.at = afterSpace(bytes, this.at);
      if (this.at < bytes.length) return bytes[this.at];
      if (!this.more(this.at)) return undefined;
    }
  }

  private isAtEnd(): boolean {
    return this.window.base + this.at >= this.store.size;
  }

  private tell(done: number): void {
    if (done - this.told < PROGRESS_BYTES) return;
    this.told = done;
    this.progress(done);
  }

  private more(from: number): boolean {
    const isMoved = this.window.moveTo(from);
    if (isMoved) this.at = 0;
    return isMoved;
  }

  private stop(odd: Oddity['odd'], start = this.window.base + this.at): undefined {
    this.odd = { odd, start, end: this.window.base + this.at };
    return undefined;
  }
}
