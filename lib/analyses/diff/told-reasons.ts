import type { DifferenceReason } from '../../engine';
import type { DiffCause, DiffRow, DiffSide } from '../../results';
import { policyId } from './written';

/** A rule is one reason, and so is a policy that no longer isolates. */
export function reasonKey({ gate, opening, isolatedBy }: DifferenceReason): string {
  return opening.kind === 'rule'
    ? ruleKey(policyId(opening.policy), `${gate}[${opening.rule.index}]`)
    : isolationKey(policyId(isolatedBy), gate);
}

function ruleKey(policy: string, path: string): string {
  return `${policy} ${path}`;
}

function isolationKey(policy: string, direction: string): string {
  return `${policy} isolates ${direction}`;
}

/** The reasons that rows name already for what passes on this side only. */
export function toldBy(rows: readonly DiffRow[], passes: DiffSide): Set<string> {
  const causes = rows.flatMap((row) => row.causes);
  return new Set(
    causes.flatMap((cause: DiffCause): readonly string[] => {
      if (cause.kind === 'rule' && cause.side === passes) {
        return [ruleKey(cause.policy, cause.path)];
      }
      const isOfOther = cause.kind === 'isolation' && cause.side !== passes;
      return isOfOther ? [isolationKey(cause.policy, cause.direction)] : [];
    }),
  );
}
