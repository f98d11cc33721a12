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

/** What the values of one file share: where they were written, and where problems go. */
interface Reading {
  readonly origin: Origin;
  readonly diagnostics: Diagnostic[];
}

/** Why a problem with a configuration is one. */
const WHY = {
  'config/unknown-key': 'a key that is misspelt has no effect',
  'config/unknown-word': 'a word that means nothing has no effect',
  'config/wrong-type': 'a value of the wrong type is never coerced',
  'config/acknowledgement':
    'what is accepted without a reason, or for ever by mistake, cannot be reviewed',
} as const;

type ConfigProblem = keyof typeof WHY;

/** How much of a text a message can bear. */
const SHOWN = 80;

/**
 * One value of a configuration, with its place. Reading it never throws: what is wrong becomes a
 * diagnostic, and the value undefined.
 */
export class Setting {
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
  refuse(code: ConfigProblem, message: string, help: string): undefined {
    const { source } = this;
    this.reading.diagnostics.push({
      code,
      severity: 'error',
      message,
      source,
      why: WHY[code],
      help,
    });
    return undefined;
  }

  /** The keys of a map with their values; none of anything else. */
  entries(): readonly (readonly [string, Setting])[] {
    if (!isJsonObject(this.value)) return [];
    return Object.entries(this.value).map(([key, value]) => [key, this.inside(value, key)]);
  }

  /** The value of a key of a map; undefined where it is not written. */
  field(name: string): Setting | undefined {
    const value = isJsonObject(this.value) ? ownField(this.value, name) : undefined;
    return value === undefined ? undefined : this.inside(value, name);
  }

  /** Whether it is a map of nothing but these keys. Refuses what is not. `what` has them. */
  hasOnly(known: readonly string[], what: string): boolean {
    if (!isJsonObject(this.value)) {
      const keys = known.slice(0, 3).join(', ');
      this.refuse(
        'config/wrong-type',
        `${what} is ${this.shown()}, not a map`,
        `write keys such as ${keys}`,
      );
      return false;
    }
    const unknown = this.entries().filter(([key]) => !known.includes(key));
    for (const [key, setting] of unknown) {
      const message = `${what} has no key \`${short(key)}\`${orElse(key, known)}`;
      setting.refuse('config/unknown-key', message, `use ${known.join(', ')}`);
    }
    return unknown.length === 0;
  }

  /** A text with something in it. `what` is its name and `example` one that would do. */
  text(what: string, example: string): string | undefined {
    if (typeof this.value === 'string' && this.value.trim() !== '') return this.value;
    return this.refuse(
      'config/wrong-type',
      `${what} is ${this.shown()}, not a text`,
      `write ${example}`,
    );
  }

  /** One of some words. */
  word<T extends string>(what: string, words: readonly T[]): T | undefined {
    const found = words.find((each) => each === this.value);
    if (found !== undefined) return found;
    const near = typeof this.value === 'string' ? orElse(this.value, words) : '';
    const message = `${what} is ${this.shown()}, which it cannot be${near}`;
    return this.refuse('config/unknown-word', message, `use one of ${words.join(', ')}`);
  }

  /** The entries of a list. */
  items(what: string, example: string): readonly Setting[] {
    const { value } = this;
    if (Array.isArray(value)) return value.map((each: Json, i) => this.inside(each, i));
    this.refuse('config/wrong-type', `${what} is ${this.shown()}, not a list`, `write ${example}`);
    return [];
  }

  /** The texts of a list. */
  texts(what: string, example: string): readonly string[] {
    return this.items(what, `[${example}]`).flatMap(
      (each) => each.text(`an entry of ${what}`, example) ?? [],
    );
  }

  /** The value in words: the text itself, or its type. */
  shown(): string {
    const { value } = this;
    if (value === '') return 'an empty text';
    const isText = typeof value === 'string' || typeof value === 'number';
    return isText || typeof value === 'boolean' ? `\`${short(`${value}`)}\`` : typeInWords(value);
  }

  private inside(value: Json, step: string | number): Setting {
    return new Setting(value, [...this.path, step], this.reading);
  }
}

function short(text: string): string {
  return text.length > SHOWN ? `${text.slice(0, SHOWN)}...` : text;
}

/** `, did you mean `x`?`, or nothing. */
function orElse(word: string, known: readonly string[]): string {
  const near = nearest(word, known);
  return near === undefined ? '' : `, did you mean \`${near}\`?`;
}
