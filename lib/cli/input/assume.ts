import { didYouMean, UsageError } from '../../kernel';
import {
  ASSUMPTION_IDS,
  type AssumptionId,
  answersTo,
  assumptionCalled,
  type ProfileOverrides,
  settledAs,
} from '../../platform';

const ON_COMMAND_LINE = '--assume on the command line';

/**
 * What each `--assume key=value` settles, whatever the profile says.
 *
 * @throws {UsageError} for questions and answers nobody knows, and for two answers to one question
 */
export function assumed(texts: readonly string[] = []): readonly ProfileOverrides[] {
  const seen = new Map<AssumptionId, string>();
  return texts.map((text) => {
    const { id, value } = parse(text);
    const before = seen.get(id);
    if (before !== undefined && before !== value) {
      throw new UsageError(`--assume ${id} is ${before} and ${value}`, 'give one');
    }
    seen.set(id, value);
    const name = `${id}=${value}`;
    return { name, assume: settledAs(id, value) ?? {}, sources: { [id]: ON_COMMAND_LINE } };
  });
}

function parse(text: string): { readonly id: AssumptionId; readonly value: string } {
  const at = text.indexOf('=');
  const key = at < 0 ? text : text.slice(0, at);
  const id = assumptionCalled(key);
  if (id === undefined) {
    throw new UsageError(
      `there is no assumption \`${key}\`.${didYouMean(key, ASSUMPTION_IDS)}`,
      `use one of ${ASSUMPTION_IDS.join(', ')}`,
    );
  }
  const value = text.slice(at + 1);
  const answers = answersTo(id);
  if (at < 0 || !answers.includes(value)) {
    const wrong =
      at < 0
        ? `--assume ${id} says no value`
        : `${id} cannot be \`${value}\`.${didYouMean(value, answers)}`;
    throw new UsageError(wrong, `write ${answers.map((each) => `${id}=${each}`).join(' or ')}`);
  }
  return { id, value };
}
