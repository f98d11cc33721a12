import { type AcceptedFinding, UNMODELLED_KIND } from '../../../kernel';
import type { Acceptance } from './acceptance';

/** What the constructs of an app accept, but for policies of kinds that are not evaluated. */
export function acceptancesOfApp(accepted: readonly AcceptedFinding[]): readonly Acceptance[] {
  return accepted
    .filter(({ id }) => id !== UNMODELLED_KIND)
    .map(({ id, construct, typescript, ...said }) => ({
      ...said,
      check: id,
      by: 'typescript',
      scope: { kind: 'construct', construct },
      source: { file: '(in memory)', ...typescript, construct },
    }));
}
