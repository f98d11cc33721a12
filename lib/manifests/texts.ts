/** What is asked for a text when somebody wants to see it. */
export type LazyText = () => string | undefined;

/**
 * Texts by file, of which the large ones stay where they are until somebody asks for them. One that is
 * gone, or too long for a text of JavaScript, is called by its file and cannot be had.
 */
export class Texts implements ReadonlyMap<string, string> {
  private readonly held: ReadonlyMap<string, string | LazyText>;

  constructor(held: Iterable<readonly [string, string | LazyText]>) {
    this.held = new Map(held);
  }

  /** Those that are held as text: they are what people write. What is left is JSON from a machine. */
  written(): ReadonlyMap<string, string> {
    return new Map(
      [...this.held].flatMap(([file, text]): [string, string][] =>
        typeof text === 'string' ? [[file, text]] : [],
      ),
    );
  }

  /** What is held, read or not. */
  all(): Iterable<readonly [string, string | LazyText]> {
    return this.held;
  }

  get size(): number {
    return this.held.size;
  }

  has(file: string): boolean {
    return this.held.has(file);
  }

  get(file: string): string | undefined {
    const text = this.held.get(file);
    return typeof text === 'function' ? text() : text;
  }

  keys(): MapIterator<string> {
    return this.held.keys();
  }

  *entries(): MapIterator<[string, string]> {
    for (const file of this.held.keys()) {
      const text = this.get(file);
      if (text !== undefined) yield [file, text];
    }
  }

  *values(): MapIterator<string> {
    for (const [, text] of this.entries()) yield text;
  }

  [Symbol.iterator](): MapIterator<[string, string]> {
    return this.entries();
  }

  forEach(each: (text: string, file: string, texts: ReadonlyMap<string, string>) => void): void {
    for (const [file, text] of this.entries()) each(text, file, this);
  }
}

/** Several collections of texts as one. */
export function textsOf(
  collections: readonly ReadonlyMap<string, string>[],
): ReadonlyMap<string, string> {
  if (!collections.some((each) => each instanceof Texts)) {
    return new Map(collections.flatMap((each) => [...each]));
  }
  return new Texts(
    collections.flatMap((each) => (each instanceof Texts ? [...each.all()] : [...each])),
  );
}

/** The texts that people write, in which they can comment. */
export function writtenTexts(texts: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
  return texts instanceof Texts ? texts.written() : texts;
}
