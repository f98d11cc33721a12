import { CHECKS, type Check, type CheckLevel } from '../../analyses';
import { checksCalled, noSuchCheck, UsageError } from '../../kernel';
import type { LintSelection } from './lint-flags';

/**
 * What checks report as: `configured`, but for those that `--select` leaves out, and those that
 * `--ignore` names. A check that is selected runs although the configuration says `off`.
 *
 * @throws {UsageError} for a word that means no check
 */
export function levelsFor(
  { select, ignore }: LintSelection,
  configured: ReadonlyMap<string, CheckLevel> = new Map(),
): ReadonlyMap<string, CheckLevel> {
  const selected = select === undefined ? undefined : idsOf(select);
  const ignored = idsOf(ignore ?? []);
  const off = CHECKS.filter(({ id }) => ignored.has(id) || !(selected?.has(id) ?? true));
  const kept = [...configured].filter(([, level]) => selected === undefined || level !== 'off');
  return new Map([...kept, ...off.map(({ id }) => [id, 'off'] as const)]);
}

function idsOf(words: readonly string[]): ReadonlySet<string> {
  const each = words.flatMap((word) => word.split(',')).map((word) => word.trim());
  return new Set(each.flatMap((word) => checksNamed(word).map(({ id }) => id)));
}

/**
 * The checks that a word means, in any case: one by its id or its name, or a block of them by `NP1`.
 *
 * @throws {UsageError} for a word that means none
 */
export function checksNamed(word: string): readonly Check[] {
  const found = checksCalled(/^np\d/i.test(word) ? word.toUpperCase() : word.toLowerCase(), CHECKS);
  if (found.length > 0) return found;
  // A long name that somebody begins is more likely meant than a short one that is near.
  const begun = CHECKS.filter(({ name }) => word !== '' && name.startsWith(word.toLowerCase()));
  const message = noSuchCheck(word, begun.length === 0 ? CHECKS : []);
  const [first] = begun;
  const meant = first === undefined ? '' : ` Did you mean \`${first.name}\`?`;
  throw new UsageError(`${message}${meant}`, 'run netpol checks for the list');
}
