import { isJsonObject, type Json } from '../kernel';
import { noSuchKey, PlainValue } from '../manifests';
import { type IntentsProblem, problem } from './problem';

/**
 * One value of an intents file, with its place. Reading it never throws: what is wrong becomes a
 * diagnostic, and the value undefined.
 */
export class Node extends PlainValue<Node> {
  /** Adds a problem with this value; gives undefined, for what cannot be read. */
  refuse(code: IntentsProblem, message: string, help?: string): undefined {
    this.reading.diagnostics.push(problem(code, message, this.source, help));
    return undefined;
  }

  /** Whether the value is a map. */
  isMap(): boolean {
    return isJsonObject(this.value);
  }

  /** The keys of a map, in the order in which they were written; none of anything else. */
  keys(): readonly string[] {
    return isJsonObject(this.value) ? Object.keys(this.value) : [];
  }

  /** The entries of a list, or the value itself as the only one. */
  items(): readonly Node[] {
    return this.elements() ?? [this];
  }

  /** Refuses every key of a map that is not `known`, but those told elsewhere; whether there was none. */
  knowsOnly(known: readonly string[], what: string, elsewhere: readonly string[] = []): boolean {
    const unknown = this.entries().filter(([key]) => ![...known, ...elsewhere].includes(key));
    for (const [key, field] of unknown) {
      field.refuse('intents/unknown-key', noSuchKey(what, key, known), `use ${known.join(', ')}`);
    }
    return unknown.length === 0;
  }

  protected override inside(value: Json, step: string | number): Node {
    return new Node(value, [...this.path, step], this.reading);
  }
}

/** What `read` makes of every one of `parts`; undefined if any of them cannot be read. */
export function readAll<Part, T>(
  parts: readonly Part[],
  read: (part: Part) => T | undefined,
): readonly T[] | undefined {
  // All of them, so that every problem is told at once.
  const found = parts.map(read);
  const values = found.filter((each) => each !== undefined);
  return values.length === found.length ? values : undefined;
}
