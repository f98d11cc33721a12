import { CHECKS, type Check, type CheckLevel } from '../../analyses';
import { didYouMean, UsageError } from '../../kernel';
import type { LintSelection } from './lint-flags';

/** `NP1`: every check whose id begins so. */
const BLOCK = /^NP\d$/;

/**
 * The checks that `--select` leaves out, and those that `--ignore` names, as levels.
 *
 * @throws {UsageError} for a word that means no check
 */
export function levelsFor({ select, ignore }: LintSelection): ReadonlyMap<string, CheckLevel> {
  const selected = select === undefined ? undefined : idsOf(select);
  const ignored = idsOf(ignore ?? []);
  const off = CHECKS.filter(({ id }) => ignored.has(id) || !(selected?.has(id) ?? true));
  return new Map(off.map(({ id }) => [id, 'off']));
}

function idsOf(words: readonly string[]): ReadonlySet<string> {
  const each = words.flatMap((word) => word.split(',')).map((word) => word.trim());
  return new Set(each.flatMap((word) => checksCalled(word).map(({ id }) => id)));
}

/**
 * The checks that a word means: one by its id or its name, or a block of them by `NP1`.
 *
 * @throws {UsageError} for a word that means none
 */
export function checksCalled(word: string): readonly Check[] {
  const wanted = word.toUpperCase();
  const isBlock = BLOCK.test(wanted);
  const found = CHECKS.filter(({ id, name }) =>
    isBlock ? id.startsWith(wanted) : id === wanted || name === word.toLowerCase(),
  );
  if (found.length > 0) return found;
  const known = CHECKS.flatMap(({ id, name }) => [id, name]);
  // A long name that somebody begins is more likely meant than a short one that is near.
  const begun = known.filter((each) => word !== '' && each.startsWith(word.toLowerCase()));
  throw new UsageError(
    `there is no check \`${word}\`.${didYouMean(begun[0] ?? word, known)}`,
    'run netpol checks for the list',
  );
}
