import {
  type Diagnostic,
  isJsonObject,
  type Json,
  type ObjectPath,
  type Origin,
  orElse,
  ownField,
  type Source,
  short,
} from '../kernel';
import { typeInWords } from './describe-type';

/** What the values of one file share: where they were written, and where problems go. */
interface Reading {
  readonly origin: Origin;
  readonly diagnostics: Diagnostic[];
}

/**
 * One value of a file that is no Kubernetes object, with its place. Reading it never throws: what is
 * wrong becomes a diagnostic, and the value undefined. Which kind of file it is, a subclass knows.
 */
export abstract class PlainValue<Self> {
  readonly value: Json;
  protected readonly path: ObjectPath;
  protected readonly reading: Reading;

  constructor(value: Json, path: ObjectPath, reading: Reading) {
    this.value = value;
    this.path = path;
    this.reading = reading;
  }

  /** A value inside this one. */
  protected abstract inside(value: Json, step: string | number): Self;

  get source(): Source {
    return this.reading.origin.at(this.path);
  }

  /** The value of a key of a map, null included; undefined where it is not written. */
  field(name: string): Self | undefined {
    const value = isJsonObject(this.value) ? ownField(this.value, name) : undefined;
    return value === undefined ? undefined : this.inside(value, name);
  }

  /** The keys of a map with their values, as they were written; none of anything else. */
  entries(): readonly (readonly [string, Self])[] {
    if (!isJsonObject(this.value)) return [];
    return Object.entries(this.value).map(([key, value]) => [key, this.inside(value, key)]);
  }

  /** The entries of a list; undefined where it is none. */
  protected elements(): readonly Self[] | undefined {
    const { value } = this;
    return Array.isArray(value) ? value.map((each: Json, i) => this.inside(each, i)) : undefined;
  }

  /** The value in words: the text itself, or its type. */
  shown(): string {
    const { value } = this;
    if (value === '') return 'an empty text';
    const isText = typeof value === 'string' || typeof value === 'number';
    return isText || typeof value === 'boolean' ? `\`${short(`${value}`)}\`` : typeInWords(value);
  }
}

/** What is said of a key that is not among the known ones of a map. */
export function noSuchKey(what: string, key: string, known: readonly string[]): string {
  return `${what} has no key \`${short(key)}\`${orElse(key, known)}`;
}
