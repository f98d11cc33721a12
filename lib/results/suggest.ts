import type { Direction, Intent } from '../kernel';

/** One intent that holds today, and what makes it hold. */
export interface SuggestedIntent {
  readonly intent: Intent;
  /** The policies that make it so, as `namespace/name`, by name. */
  readonly policies: readonly string[];
  /** The known workloads that it speaks of by labels, by id. */
  readonly workloads: readonly string[];
  /**
   * Ports that the destinations declare, where a rule opens every port: `8080/TCP`. The intent has
   * to say every port all the same, because that is what passes.
   */
  readonly declared: readonly string[];
}

/** A known workload that nothing isolates, or whose rules let everything pass. */
export interface OpenWorkload {
  /** `namespace/name`, as in reachability. */
  readonly id: string;
  readonly namespace: string;
  readonly directions: readonly Direction[];
  /** `no-policy`: nothing isolates it. `open-rule`: a policy does, and a rule lets everything pass. */
  readonly because: 'no-policy' | 'open-rule';
}

/** A direction of known workloads of which nothing is claimed, because it cannot be shown today. */
export interface UnclaimedWorkload {
  readonly id: string;
  readonly direction: Direction;
  /** Why, in words; the question that is open, or the rule that lets more pass. */
  readonly reasons: readonly string[];
}

/** Intents that pin what is reachable today: the answer of `netpol intents --suggest`. */
export interface SuggestResult {
  readonly schemaVersion: '1';
  /** Name of the profile under which they hold. */
  readonly profile: string;
  readonly suggestions: readonly SuggestedIntent[];
  readonly open: readonly OpenWorkload[];
  readonly unclaimed: readonly UnclaimedWorkload[];
  readonly summary: {
    readonly intents: number;
    readonly workloads: number;
    readonly policies: number;
  };
}
