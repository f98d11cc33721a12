import { labelKeyProblems, labelValueProblems } from '../../kernel/field-rules';
import { orElse } from '../../kernel/suggest';
import { frozen } from './frozen';
import { isLabelTest, type LabelTest } from './label-test';
import { selectorFrom } from './labels';
import type { LabelledNamespaces } from './namespaces';
import { type Pods, podsSelectedBy } from './pods';
import { type Objection, refuse, refuseAny, show } from './refuse';

/** The label keys of an organisation, each with its values. */
export type Words = Readonly<Record<string, readonly string[]>>;

/** Conditions on labels in the words of a vocabulary. */
export type Wording<W extends Words> = {
  readonly [Key in keyof W]?: W[Key][number] | LabelTest<W[Key][number]>;
};

/** `pods` and `namespaces` that know only certain labels. */
export interface Vocabulary<W extends Words> {
  /** As `pods(...)`. @throws {InvalidInputError} as there, and for a word that is not listed */
  pods(labels: Wording<W>): Pods;
  /** As `namespaces(...)`. @throws {InvalidInputError} as there, and for a word that is not listed */
  namespaces(labels: Wording<W>): LabelledNamespaces;
}

/**
 * A vocabulary of labels: a key or a value that is not listed does not compile, also inside
 * `oneOf(...)` and `noneOf(...)`.
 *
 * @example
 * const org = vocabulary({ tier: ['web', 'api', 'database'], app: ['shop'] });
 * org.pods({ tier: 'web', app: 'shop' })
 * // podSelector:
 * //   matchLabels: { app: shop, tier: web }
 * @throws {InvalidInputError} for keys and values that no label can have
 */
export function vocabulary<const W extends Words>(words: W): Vocabulary<W> {
  refuseAny(objectionsToWords(words));
  const known = new Map(Object.entries(words).map(([key, values]) => [key, [...values]]));
  return frozen({
    pods: (labels: Wording<W>) => {
      const selector = selectorFrom('pods', labels);
      refuseAny(unknownWords(known, labels));
      return podsSelectedBy(selector);
    },
    namespaces: (labels: Wording<W>): LabelledNamespaces => {
      const selector = selectorFrom('namespaces', labels);
      refuseAny(unknownWords(known, labels));
      return frozen({ kind: 'namespaces', selector });
    },
  });
}

function objectionsToWords(words: unknown): Objection[] {
  if (typeof words !== 'object' || words === null || Object.keys(words).length === 0) {
    const message = `\`vocabulary\` got ${show(words)} where its words belong`;
    refuse({ code: 'constructs/missing-labels', message, help: 'list each label with its values' });
  }
  return Object.entries(words).flatMap(([key, values]) => [
    ...labelKeyProblems(key).map((problem) => illegal(`label key ${show(key)}`, problem)),
    ...objectionsToValues(key, values),
  ]);
}

function objectionsToValues(key: string, values: unknown): Objection[] {
  if (!Array.isArray(values) || values.length === 0) {
    const message = `label \`${key}\` of \`vocabulary\` lists no value`;
    return [{ code: 'constructs/empty-list', message }];
  }
  return Array.from(values).flatMap((text: unknown) =>
    typeof text === 'string'
      ? labelValueProblems(text).map((problem) => illegal(`value ${show(text)}`, problem))
      : [illegal(`value ${show(text)} of label \`${key}\``, 'must be a text')],
  );
}

function illegal(what: string, problem: string): Objection {
  return { code: 'constructs/illegal-label', message: `${what}: ${problem}` };
}

function unknownWords(known: ReadonlyMap<string, readonly string[]>, labels: object): Objection[] {
  return Object.entries(labels).flatMap(([key, condition]) => {
    const values = known.get(key);
    if (values === undefined) return [unknownWord(`label key`, key, [...known.keys()])];
    return textsOf(condition)
      .filter((text) => !values.includes(text))
      .map((text) => unknownWord(`value of label \`${key}\``, text, values));
  });
}

function textsOf(condition: unknown): readonly string[] {
  if (typeof condition === 'string') return [condition];
  return isLabelTest(condition) ? condition.values : [];
}

function unknownWord(what: string, word: string, known: readonly string[]): Objection {
  const message = `${show(word)} is no ${what} in the vocabulary${orElse(word, known)}`;
  if (known.length >= 10) return { code: 'constructs/unknown-label', message };
  return { code: 'constructs/unknown-label', message, help: `use one of ${known.join(', ')}` };
}
