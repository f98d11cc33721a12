import type { Claim } from '../../kernel';

/** An intent that is not named yet. */
export interface Draft {
  readonly claim: Claim;
  /** The policies that make it hold. */
  readonly policies: readonly string[];
}
