import {
  type Diagnostic,
  formatPath,
  isJsonObject,
  type Json,
  type JsonObject,
  type ObjectPath,
  ownField,
  type Source,
} from '../kernel';
import { typeInWords } from './describe-type';
import type { Manifest } from './manifest';
import { problem } from './problem';

/** What the fields of one object share: who it is, where it is, and where problems go. */
interface Subject {
  readonly manifest: Manifest;
  readonly diagnostics: Diagnostic[];
}

/** An object inside another one: the name of its field there, and its position if that is a list. */
interface Place {
  readonly parent: Fields;
  readonly name: string;
  readonly index?: number;
}

const NO_FIELDS: readonly Fields[] = [];

/**
 * The fields of one object inside a manifest, read by type. A field that is absent, or null, gives
 * undefined (or an empty list); one of the wrong type does too, and adds a diagnostic. Nothing is
 * coerced and nothing is thrown.
 *
 * A cluster is read field by field, many a million times, and almost nothing is ever wrong: no way
 * from the root and no text is made before a problem needs it.
 */
export class Fields {
  private readonly body: JsonObject;
  private readonly subject: Subject;
  private readonly place: Place | undefined;

  constructor(body: JsonObject, subject: Subject, place?: Place) {
    this.body = body;
    this.subject = subject;
    this.place = place;
  }

  /** The way from the root of the manifest. */
  get path(): ObjectPath {
    if (this.place === undefined) return [];
    const { parent, name, index } = this.place;
    return [...parent.path, name, ...(index === undefined ? [] : [index])];
  }

  /** Where this object, or one of its fields, was written. */
  source(...steps: ObjectPath): Source {
    return this.subject.manifest.origin.at([...this.path, ...steps]);
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
    return this.given(name) !== undefined;
  }

  /** A text. */
  string(name: string): string | undefined {
    const value = this.given(name);
    if (value === undefined || typeof value === 'string') return value;
    return this.refuse([name], 'a string', value);
  }

  /** True or false. */
  boolean(name: string): boolean | undefined {
    const value = this.given(name);
    if (value === undefined || typeof value === 'boolean') return value;
    return this.refuse([name], 'a boolean', value);
  }

  /** A whole number. */
  integer(name: string): number | undefined {
    const value = this.given(name);
    if (value === undefined || isInteger(value)) return value;
    return this.refuse([name], 'an integer', value);
  }

  /** A whole number or a text: apimachinery `IntOrString`, as in `targetPort`. */
  integerOrString(name: string): number | string | undefined {
    const value = this.given(name);
    if (value === undefined || typeof value === 'string' || isInteger(value)) return value;
    return this.refuse([name], 'an integer or a string', value);
  }

  /** The fields of an object. */
  object(name: string): Fields | undefined {
    const body = this.objectAt(name);
    return body && new Fields(body, this.subject, { parent: this, name });
  }

  /** A map from text to text, such as labels. A null value is the empty text, as for Kubernetes. */
  stringMap(name: string): ReadonlyMap<string, string> | undefined {
    const body = this.objectAt(name);
    if (body === undefined) return undefined;
    const texts = new Map<string, string>();
    for (const key of Object.keys(body)) {
      const value = body[key] ?? '';
      if (typeof value === 'string') texts.set(key, value);
      else this.refuse([name, key], 'a string', value);
    }
    return texts;
  }

  /** A list of objects; empty where there is none. Entries of another type are left out. */
  list(name: string): readonly Fields[] {
    const items = this.itemsOf(name);
    if (items === undefined) return NO_FIELDS;
    const found: Fields[] = [];
    for (let index = 0; index < items.length; index += 1) {
      const item = items[index] ?? null;
      if (isJsonObject(item)) {
        found.push(new Fields(item, this.subject, { parent: this, name, index }));
      } else {
        this.refuse([name, index], 'an object', item);
      }
    }
    return found;
  }

  /** A list of texts; empty where there is none. Entries of another type are left out. */
  strings(name: string): readonly string[] {
    const isText = (value: Json): value is string => typeof value === 'string';
    return this.entries(name, 'a string', isText);
  }

  /** A list of whole numbers; empty where there is none. Entries of another type are left out. */
  integers(name: string): readonly number[] {
    return this.entries(name, 'an integer', isInteger);
  }

  /** The value of a field; null is none. */
  private given(name: string): Exclude<Json, null> | undefined {
    return ownField(this.body, name) ?? undefined;
  }

  private objectAt(name: string): JsonObject | undefined {
    const value = this.given(name);
    if (value === undefined || isJsonObject(value)) return value;
    return this.refuse([name], 'an object', value);
  }

  private itemsOf(name: string): readonly Json[] | undefined {
    const value = this.given(name);
    if (value === undefined || Array.isArray(value)) return value;
    return this.refuse([name], 'a list', value);
  }

  private entries<T extends Json>(
    name: string,
    wanted: string,
    is: (value: Json) => value is T,
  ): readonly T[] {
    return (this.itemsOf(name) ?? []).filter((item, i): item is T => {
      const good = is(item);
      if (!good) this.refuse([name, i], wanted, item);
      return good;
    });
  }

  private refuse(steps: ObjectPath, wanted: string, found: Json): undefined {
    const { manifest, diagnostics } = this.subject;
    const place = formatPath([...this.path, ...steps]);
    const isFraction = wanted.startsWith('an integer') && typeof found === 'number';
    const got = isFraction ? String(found) : typeInWords(found);
    const message = `${labelOf(manifest)}: ${place} must be ${wanted}, not ${got}`;
    const code = found === null ? 'null-entry' : 'wrong-type';
    diagnostics.push(problem(code, { message, source: this.source(...steps) }));
  }
}

function isInteger(value: Json): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value);
}

function labelOf({ kind, name, namespace }: Manifest): string {
  return `${kind} "${namespace === undefined ? '' : `${namespace}/`}${name}"`;
}

/** The fields of a manifest, from its root. What is wrong with them is added to `diagnostics`. */
export function fieldsOf(manifest: Manifest, diagnostics: Diagnostic[]): Fields {
  return new Fields(manifest.body, { manifest, diagnostics });
}
