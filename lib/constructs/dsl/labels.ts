import { byText } from '../../kernel/compare';
import { labelKeyProblems, labelValueProblems } from '../../kernel/field-rules';
import type { LabelSelectorSpec } from '../../kernel/network-policy';
import type { Requirement } from '../../kernel/selector';
import { frozen } from './frozen';
import { isLabelTest, type LabelTest } from './label-test';
import { type Objection, refuse, refuseAny, show } from './refuse';

/** What a label must be: one text, or a test such as `oneOf('web', 'api')`. */
export type LabelCondition = string | LabelTest;

/** Conditions on labels; all of them must hold. */
export type LabelConditions = Readonly<Record<string, LabelCondition>>;

/**
 * The selector that demands all of `conditions`. Keys are sorted: a map has no order of its own.
 *
 * @throws {InvalidInputError} for whatever would drop a condition or be refused by the API server
 */
export function selectorFrom(call: string, conditions: unknown): LabelSelectorSpec {
  const entries = entriesOf(call, conditions).sort(byText(([key]) => key));
  refuseAny(entries.flatMap(([key, condition]) => objectionsTo(call, key, condition)));
  const labels = entries.flatMap(([key, given]) =>
    typeof given === 'string' ? [[key, given]] : [],
  );
  const tests = entries.flatMap(([key, given]) => (isLabelTest(given) ? [demand(key, given)] : []));
  return frozen({
    ...(labels.length > 0 && { matchLabels: Object.fromEntries(labels) }),
    ...(tests.length > 0 && { matchExpressions: tests }),
  });
}

function entriesOf(call: string, conditions: unknown): [string, unknown][] {
  if (typeof conditions !== 'object' || conditions === null || Symbol.iterator in conditions) {
    refuse({
      code: 'constructs/missing-labels',
      message: `\`${call}\` got ${show(conditions)} where its labels belong`,
      help: `write the labels, as in ${call}({ app: 'web' })`,
    });
  }
  const entries = Object.entries(conditions);
  if (entries.length === 0) {
    refuse({
      code: 'constructs/empty-selector',
      message: `\`${call}({})\` names no label`,
      help: SAID_OUT_LOUD[call] ?? 'name at least one label',
    });
  }
  return entries;
}

const SAID_OUT_LOUD: { readonly [call: string]: string } = {
  pods: 'write allPods() for every pod as a subject, sameNamespace() for every pod as a peer',
  namespaces: 'write allNamespaces() for every namespace',
};

function objectionsTo(call: string, key: string, condition: unknown): Objection[] {
  const keys = labelKeyProblems(key).map((problem) => illegal(`label key ${show(key)}`, problem));
  if (typeof condition === 'string') return [...keys, ...objectionsToText(call, key, condition)];
  if (isLabelTest(condition)) return keys;
  const message = `label \`${key}\` of \`${call}\` is ${show(condition)}, not a text`;
  return [...keys, { code: 'constructs/missing-label-value', message }];
}

/** cdk8s takes a map with this key for an instance of a class, and fails at synth. */
const UNRENDERABLE = 'constructor';

function objectionsToText(call: string, key: string, text: string): Objection[] {
  if (text === '') {
    const message = `label \`${key}\` of \`${call}\` is empty`;
    return [{ code: 'constructs/empty-label-value', message }];
  }
  if (key === UNRENDERABLE) {
    const message = `label key \`${key}\` of \`${call}\` cannot be rendered by cdk8s`;
    const help = `write ${call}({ ${key}: oneOf('${text}') }), which it renders`;
    return [{ code: 'constructs/illegal-label', message, help }];
  }
  return labelValueProblems(text).map((problem) =>
    illegal(`value ${show(text)} of label \`${key}\``, problem),
  );
}

function illegal(what: string, problem: string): Objection {
  return { code: 'constructs/illegal-label', message: `${what}: ${problem}` };
}

function demand(
  key: string,
  { operator, values }: LabelTest,
): Partial<Requirement> & Pick<Requirement, 'key' | 'operator'> {
  return values.length === 0 ? { key, operator } : { key, operator, values };
}
