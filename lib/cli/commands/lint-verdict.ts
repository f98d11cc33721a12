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
    warning: summary.warnings + unused.length,
    info: summary.infos,
  };
  const counted = LEVELS.slice(0, LEVELS.indexOf(failOn) + 1);
  const found = counted.filter((level) => amounts[level] > 0);
  if (found.length === 0) return undefined;
  return found.map((level) => amountText(amounts[level], level)).join(', ');
}

function amountText(amount: number, level: (typeof LEVELS)[number]): string {
  const noun = amount === 1 ? 'finding' : 'findings';
  return `${amount} ${noun} of severity ${level}`;
}
