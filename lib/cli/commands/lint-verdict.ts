import { count } from '../../kernel';
import type { LintResult } from '../../results';
import type { LintFailOn } from './lint-flags';

const LEVELS = ['error', 'warning', 'info'] as const;

/** Why findings make the answer no, in one line; undefined where it is yes. */
export function findingsToFail(
  { summary, unused }: LintResult,
  failOn: LintFailOn = 'error',
): string | undefined {
  if (failOn === 'never') return undefined;
  const amounts = {
    error: summary.errors,
    warning: summary.warnings,
    info: summary.infos,
  };
  const counted = LEVELS.slice(0, LEVELS.indexOf(failOn) + 1);
  const found = counted
    .filter((level) => amounts[level] > 0)
    .map((level) => `${count(amounts[level], 'finding')} of severity ${level}`);
  const reasons =
    unused.length > 0 && failOn !== 'error'
      ? [...found, count(unused.length, 'unused acknowledgement')]
      : found;
  return reasons.length === 0 ? undefined : reasons.join(', ');
}
