import {
  type Diagnostic,
  formatPath,
  isJsonObject,
  type Json,
  type JsonObject,
  type ObjectPath,
  type Origin,
  ownField,
  type Source,
} from '../kernel';
import { typeInWords } from './describe-type';
import type { Manifest } from './manifest';
import { problem } from './problem';

/** What the fields of one object share: who it is, where it is, and where problems go. */
interface Subject {
  readonly label: string;
  readonly origin: Origin;
  readonly diagnostics: Diagnostic[];
}

/**
 * The fields of one object inside a manifest, read by type. A field that is absent, or null, gives
 * undefined (or an empty list); one of the wrong type does too, and adds a diagnostic. Nothing is
 * coerced and nothing is thrown.
 */
export class Fields {
  readonly path: ObjectPath;
  private readonly body: JsonObject;
  private readonly subject: Subject;

  constructor(body: JsonObject, path: ObjectPath, subject: Subject) {
    this.body = body;
    this.path = path;
    this.subject = subject;
  }

  /** Where this object, or one of its fields, was written. */
  source(...steps: ObjectPath): Source {
    return this.subject.origin.at([...this.path, ...steps]);
  }

  /** Names of all fields, in the order in which they were written. */
  names(): readonly string[] {
    return Object.keys(this.body);
  }

  /** The field as it stands; undefined where there is none. */
  raw(name: string): Json | undefined {
    return ownField(this.body, name);
  }

  /** Whether the field has a value; null is none. */
  has(name: string): boolean {
    return (ownField(this.body, name) ?? null) !== null;
  }

  /** A text. */
  string(name: string): string | undefined {
    return this.typed(name, 'a string', (value) => (typeof value === 'string' ? value : undefined));
  }

  /** True or false. */
  boolean(name: string): boolean | undefined {
    return this.typed(name, 'a boolean', (value) =>
      typeof value === 'boolean' ? value : undefined,
    );
  }

  /** A whole number. */
  integer(name: string): number | undefined {
    return this.typed(name, 'an integer', (value) =>
      typeof value === 'number' && Number.isSafeInteger(value) ? value : undefined,
    );
  }

  /** A whole number or a text: apimachinery `IntOrString`, as in `targetPort`. */
  integerOrString(name: string): number | string | undefined {
    return this.typed(name, 'an integer or a string', (value) =>
      typeof value === 'string' || (typeof value === 'number' && Number.isSafeInteger(value))
        ? value
        : undefined,
    );
  }

  /** The fields of an object. */
  object(name: string): Fields | undefined {
    const body = this.typed(name, 'an object', (value) =>
      isJsonObject(value) ? value : undefined,
    );
    return body === undefined ? undefined : this.inside(body, name);
  }

  /** A map from text to text, such as labels. A null value is the empty text, as for Kubernetes. */
  stringMap(name: string): ReadonlyMap<string, string> | undefined {
    const fields = this.object(name);
    if (fields === undefined) return undefined;
    return new Map(
      fields.names().flatMap((key): [string, string][] => {
        if (fields.raw(key) === null) return [[key, '']];
        const value = fields.string(key);
        return value === undefined ? [] : [[key, value]];
      }),
    );
  }

  /** A list of objects; empty where there is none. Entries of another type are left out. */
  list(name: string): readonly Fields[] {
    return this.entries(name, 'an object', (value, i) =>
      isJsonObject(value) ? this.inside(value, name, i) : undefined,
    );
  }

  /** A list of texts; empty where there is none. Entries of another type are left out. */
  strings(name: string): readonly string[] {
    return this.entries(name, 'a string', (value) =>
      typeof value === 'string' ? value : undefined,
    );
  }

  /** A list of whole numbers; empty where there is none. Entries of another type are left out. */
  integers(name: string): readonly number[] {
    return this.entries(name, 'an integer', (value) =>
      typeof value === 'number' && Number.isSafeInteger(value) ? value : undefined,
    );
  }

  private inside(body: JsonObject, ...steps: ObjectPath): Fields {
    return new Fields(body, [...this.path, ...steps], this.subject);
  }

  private typed<T>(
    name: string,
    wanted: string,
    read: (value: Json) => T | undefined,
  ): T | undefined {
    const value = ownField(this.body, name) ?? null;
    if (value === null) return undefined;
    const result = read(value);
    if (result === undefined) this.refuse([name], wanted, value);
    return result;
  }

  private entries<T>(
    name: string,
    wanted: string,
    read: (value: Json, i: number) => T | undefined,
  ): readonly T[] {
    const items = this.typed(name, 'a list', (value): readonly Json[] | undefined =>
      Array.isArray(value) ? value : undefined,
    );
    return (items ?? []).flatMap((item, i): T[] => {
      const result = read(item, i);
      if (result !== undefined) return [result];
      this.refuse([name, i], wanted, item);
      return [];
    });
  }

  private refuse(steps: ObjectPath, wanted: string, found: Json): void {
    const place = formatPath([...this.path, ...steps]);
    const isFraction = wanted.startsWith('an integer') && typeof found === 'number';
    const got = isFraction ? String(found) : typeInWords(found);
    const message = `${this.subject.label}: ${place} must be ${wanted}, not ${got}`;
    const code = found === null ? 'null-entry' : 'wrong-type';
    this.subject.diagnostics.push(problem(code, { message, source: this.source(...steps) }));
  }
}

/** The fields of a manifest, from its root. What is wrong with them is added to `diagnostics`. */
export function fieldsOf(manifest: Manifest, diagnostics: Diagnostic[]): Fields {
  const { kind, name, namespace, origin, body } = manifest;
  const label = `${kind} "${namespace === undefined ? '' : `${namespace}/`}${name}"`;
  return new Fields(body, [], { label, origin, diagnostics });
}
