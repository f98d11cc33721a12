import type { Labels } from '../../kernel';

/**
 * The labels of one of many pods that have the same keys: the keys are shared, and the values stand
 * beside each other. A map of its own for each of 100,000 pods would be most of what is kept of them.
 */
export class AlikeLabels implements Labels {
  private readonly names: readonly string[];
  private readonly texts: readonly string[];

  constructor(names: readonly string[], texts: readonly string[]) {
    this.names = names;
    this.texts = texts;
  }

  get size(): number {
    return this.names.length;
  }

  has(name: string): boolean {
    return this.names.includes(name);
  }

  get(name: string): string | undefined {
    const at = this.names.indexOf(name);
    return at < 0 ? undefined : this.texts[at];
  }

  keys(): MapIterator<string> {
    return this.map().keys();
  }

  values(): MapIterator<string> {
    return this.map().values();
  }

  entries(): MapIterator<[string, string]> {
    return this.map().entries();
  }

  [Symbol.iterator](): MapIterator<[string, string]> {
    return this.entries();
  }

  forEach(each: (text: string, name: string, labels: Labels) => void): void {
    for (const [i, name] of this.names.entries()) each(this.texts[i] ?? '', name, this);
  }

  /** Made anew each time, so `forEach` is the way through the labels of many pods. */
  private map(): Map<string, string> {
    return new Map(this.names.map((name, i) => [name, this.texts[i] ?? '']));
  }
}
