import type { Direction, Source } from '../kernel';

/** A rule that lets something through, or may. */
export interface OpeningRule {
  /** `shop/web egress[0]`: its policy and its place there. */
  readonly id: string;
  /** `namespace/name` of the policy. */
  readonly policy: string;
  readonly direction: Direction;
  readonly index: number;
  readonly source: Source;
}

/** How one gate of a flow stands. */
export interface OpeningGate {
  /**
   * `rules` open it; or why it needs none: `not-isolated` (no policy selects the pod), `outside`
   * (addresses are not governed), `exempt` (policies do not govern this traffic: a host-network pod, a
   * pod's own node), `not-enforced` (the cluster enforces nothing). `unmodelled`: policies of kinds
   * that are not evaluated decide. `closed`: it stands closed.
   */
  readonly open:
    | 'rules'
    | 'not-isolated'
    | 'outside'
    | 'exempt'
    | 'not-enforced'
    | 'unmodelled'
    | 'closed';
  /** Ids of the rules; where nothing surely passes, of those that may let it through. */
  readonly rules: readonly string[];
}
