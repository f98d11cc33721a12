import type { Severity } from '../../kernel';
import type { IntentOutcome } from '../../results';
import type { ReportOptions } from '../shared/report/reported';

/** How test cases are written. */
export interface JunitOptions extends ReportOptions {
  /** From what on a test case fails. @default - error */
  readonly failOn?: Severity;
  /** Why an intent does not hold, for people: several lines. */
  readonly explain: (outcome: IntentOutcome) => string;
}

const WEIGHT: Readonly<Record<Severity, number>> = { info: 0, warning: 1, error: 2 };

/** Whether something so bad fails its test case. */
export function fails(severity: Severity, { failOn = 'error' }: JunitOptions): boolean {
  return WEIGHT[severity] >= WEIGHT[failOn];
}
