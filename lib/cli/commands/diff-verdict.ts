import { count } from '../../kernel';
import type { DiffResult } from '../../results';
import type { DiffFailOn } from './diff-flags';

/** Why the answer is no, in one line; undefined where it is yes. */
export function differenceToFail(
  result: DiffResult,
  failOn: DiffFailOn = 'never',
): string | undefined {
  if (failOn === 'never') return undefined;
  const reasons = failOn === 'any' ? anything(result) : broadening(result);
  return reasons.length === 0 ? undefined : `${reasons.join(', ')} (--fail-on ${failOn})`;
}

/** What lets through more than before, and what may: where that is not known, nobody may rely on it. */
function broadening({ summary, equivalence }: DiffResult): readonly string[] {
  const { broadened, changed, opened, possible } = summary;
  return [
    ...some(broadened, `${count(broadened, 'flow')} broadened`),
    ...some(changed, `${count(changed, 'flow')} on other ports`),
    ...some(opened, `${count(opened, 'flow')} of new workloads opened by changed policies`),
    ...some(
      possible.broadened,
      `${count(possible.broadened, 'change')} broadened for pods that do not exist yet`,
    ),
    ...(equivalence === 'undecided' || equivalence === 'over-budget'
      ? ['not proven for pods that do not exist yet']
      : []),
  ];
}

function anything(result: DiffResult): readonly string[] {
  const { narrowed, newWorkloads, goneWorkloads, possible } = result.summary;
  return [
    ...broadening(result),
    ...some(narrowed, `${count(narrowed, 'flow')} narrowed`),
    ...some(newWorkloads, count(newWorkloads, 'new workload')),
    ...some(goneWorkloads, `${count(goneWorkloads, 'workload')} gone`),
    ...some(
      possible.narrowed,
      `${count(possible.narrowed, 'change')} narrowed for pods that do not exist yet`,
    ),
  ];
}

function some(amount: number, text: string): readonly string[] {
  return amount === 0 ? [] : [text];
}
