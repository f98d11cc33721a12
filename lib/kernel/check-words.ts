import { didYouMean } from './suggest';

/** The two words by which a check is called. */
export interface CheckWords {
  /** `NP104`. */
  readonly id: string;
  /** `wide-open-egress`. */
  readonly name: string;
}

/** `NP1`: all checks whose ids begin so. */
const BLOCK = /^NP\d{1,2}$/;

/** The checks that a word means: one by its id or its name, or a block of them; none for any other word. */
export function checksCalled<T extends CheckWords>(
  word: string,
  checks: readonly T[],
): readonly T[] {
  const isBlock = BLOCK.test(word);
  return checks.filter(
    ({ id, name }) => id === word || name === word || (isBlock && id.startsWith(word)),
  );
}

/** What is wrong with a word that means no check: `there is no check ...`, with the nearest one. */
export function noSuchCheck(word: string, checks: readonly CheckWords[]): string {
  const words = checks.flatMap(({ id, name }) => [id, name]);
  return `there is no check \`${word}\`.${didYouMean(word, words)}`;
}
