import { isJsonObject, type Json, orElse } from '../kernel';
import { noSuchKey, PlainValue } from '../manifests';

/** Why a problem with a configuration is one. */
const WHY = {
  'config/unknown-key': 'a key that is misspelt has no effect',
  'config/unknown-word': 'a word that means nothing has no effect',
  'config/wrong-type': 'a value of the wrong type is never coerced',
  'config/acknowledgement':
    'what is acknowledged without a reason, or for ever by mistake, cannot be reviewed',
} as const;

type ConfigProblem = keyof typeof WHY;

/**
 * One value of a configuration, with its place. Reading it never throws: what is wrong becomes a
 * diagnostic, and the value undefined.
 */
export class Setting extends PlainValue<Setting> {
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
      setting.refuse('config/unknown-key', noSuchKey(what, key, known), `use ${known.join(', ')}`);
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
    const elements = this.elements();
    if (elements !== undefined) return elements;
    this.refuse('config/wrong-type', `${what} is ${this.shown()}, not a list`, `write ${example}`);
    return [];
  }

  /** The texts of a list. */
  texts(what: string, example: string): readonly string[] {
    return this.items(what, `[${example}]`).flatMap(
      (each) => each.text(`an entry of ${what}`, example) ?? [],
    );
  }

  protected override inside(value: Json, step: string | number): Setting {
    return new Setting(value, [...this.path, step], this.reading);
  }
}
