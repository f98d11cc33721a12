import { labelValueProblems } from '../../kernel/field-rules';
import type { SelectorOperator } from '../../kernel/selector-operator';
import { frozen } from './frozen';
import { itemsOf, type Listed } from './lists';
import { nth, type Objection, refuseAny, show } from './refuse';
import { fieldOf, isTestShape } from './shape';

/** A condition on one label other than "is exactly this text". `Values` are the texts it names. */
export interface LabelTest<Values extends string = string> {
  readonly kind: 'label-test';
  readonly operator: SelectorOperator;
  readonly values: readonly Values[];
}

/**
 * The label is there and has one of these values.
 *
 * @example
 * pods({ app: oneOf('web', 'api') })
 * // podSelector:
 * //   matchExpressions:
 * //     - { key: app, operator: In, values: [web, api] }
 * @throws {InvalidInputError} for no value, or one that no label can have
 */
export function oneOf<const Value extends string>(...values: Listed<Value>): LabelTest<Value> {
  return labelTest('In', itemsOf('oneOf', values));
}

/**
 * The label has none of these values, or is not there at all: add `present()` pods by another rule
 * if unlabelled ones are not meant.
 *
 * @example
 * pods({ env: noneOf('dev') })
 * // podSelector:
 * //   matchExpressions:
 * //     - { key: env, operator: NotIn, values: [dev] }
 * @throws {InvalidInputError} for no value, or one that no label can have
 */
export function noneOf<const Value extends string>(...values: Listed<Value>): LabelTest<Value> {
  return labelTest('NotIn', itemsOf('noneOf', values));
}

/**
 * The label is not there.
 *
 * @example
 * pods({ app: 'web', canary: absent() })
 * // matchExpressions:
 * //   - { key: canary, operator: DoesNotExist }
 */
export function absent(): LabelTest<never> {
  return labelTest<never>('DoesNotExist', []);
}

/**
 * The label is there, with any value.
 *
 * @example
 * pods({ team: present() })
 * // matchExpressions:
 * //   - { key: team, operator: Exists }
 */
export function present(): LabelTest<never> {
  return labelTest<never>('Exists', []);
}

function labelTest<Value extends string>(
  operator: SelectorOperator,
  values: readonly Value[],
): LabelTest<Value> {
  refuseAny(
    values.flatMap((text, index) => objectionsTo(text, nth('value', index, values.length))),
  );
  return frozen({ kind: 'label-test', operator, values: [...values] });
}

function objectionsTo(text: unknown, which: string): Objection[] {
  if (typeof text !== 'string') {
    const message = `${which} of a label is ${show(text)}, not a text`;
    return [{ code: 'constructs/missing-label-value', message }];
  }
  return labelValueProblems(text).map((problem) => ({
    code: 'constructs/illegal-label',
    message: `${which} of a label, ${show(text)}: ${problem}`,
  }));
}

/** Whether something is a test made here, or by another copy of this package. */
export function isLabelTest(found: unknown): found is LabelTest {
  return (
    fieldOf(found, 'kind') === 'label-test' &&
    Array.isArray(fieldOf(found, 'values')) &&
    isTestShape(found)
  );
}
