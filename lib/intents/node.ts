import {
  type Diagnostic,
  isJsonObject,
  type Json,
  nearest,
  type ObjectPath,
  type Origin,
  ownField,
  type Source,
} from '../kernel';
import { typeInWords } from '../manifests';
import { type IntentsProblem, problem } from './problem';

/** What the values of one file share: where they were written, and where problems go. */
interface Reading {
  readonly origin: Origin;
  readonly diagnostics: Diagnostic[];
}

/**
 * One value of an intents file, with its place. Reading it never throws: what is wrong becomes a
 * diagnostic, and the value undefined.
 */
export class Node {
  readonly value: Json;
  private readonly path: ObjectPath;
  private readonly reading: Reading;

  constructor(value: Json, path: ObjectPath, reading: Reading) {
    this.value = value;
    this.path = path;
    this.reading = reading;
  }

  get source(): Source {
    return this.reading.origin.at(this.path);
  }

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

  /** The value of a key of a map, null included; undefined where it is not written. */
  field(name: string): Node | undefined {
    const value = isJsonObject(this.value) ? ownField(this.value, name) : undefined;
    return value === undefined ? undefined : new Node(value, [...this.path, name], this.reading);
  }

  /** The keys of a map with their values. */
  entries(): readonly (readonly [string, Node])[] {
    return this.keys().flatMap((key) => {
      const field = this.field(key);
      return field === undefined ? [] : [[key, field] as const];
    });
  }

  /** The entries of a list, or the value itself as the only one. */
  items(): readonly Node[] {
    if (!Array.isArray(this.value)) return [this];
    return this.value.map((each: Json, i) => new Node(each, [...this.path, i], this.reading));
  }

  /** The value in words: the text itself, or its type. */
  shown(): string {
    const { value } = this;
    if (value === '') return 'an empty text';
    const isText = typeof value === 'string' || typeof value === 'number';
    return isText || typeof value === 'boolean' ? `\`${short(`${value}`)}\`` : typeInWords(value);
  }

  /** Refuses every key of a map that is not `known`, but those told elsewhere; whether there was none. */
  knowsOnly(known: readonly string[], what: string, elsewhere: readonly string[] = []): boolean {
    const unknown = this.entries().filter(([key]) => ![...known, ...elsewhere].includes(key));
    for (const [key, field] of unknown) {
      const message = `${what} has no key \`${short(key)}\`${orElse(key, known)}`;
      field.refuse('intents/unknown-key', message, `use ${known.join(', ')}`);
    }
    return unknown.length === 0;
  }
}

/** As much of a text as a message can bear. */
export function short(text: string): string {
  return text.length > 80 ? `${text.slice(0, 80)}...` : text;
}

/** `, did you mean \`x\`?`, or nothing: the end of a message about a mistyped word. */
export function orElse(word: string, known: readonly string[]): string {
  const near = nearest(word, known);
  return near === undefined ? '' : `, did you mean \`${near}\`?`;
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
