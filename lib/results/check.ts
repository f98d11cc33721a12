import type { IntentsResult } from './intents';
import type { LintResult } from './lint';

/** Whether the intents hold, and what the checks report: the answer of `netpol check`, and a public contract. */
export interface CheckResult extends IntentsResult {
  /** @default - the checks were left out */
  readonly lint?: LintResult;
}
