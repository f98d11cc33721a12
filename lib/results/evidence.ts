import type { Direction, Justification, PortRanges, Source } from '../kernel';
import type { Endpoint } from './reach';

/** Whether somebody says why: and, where it was until a day, whether that day has passed. */
export type Standing = 'justified' | 'expired' | 'unjustified';

/** A rule that lets something through, or may. */
export interface EvidenceRule {
  /** `shop/web egress[0]`: its policy and its place there. */
  readonly id: string;
  /** `namespace/name` of the policy. */
  readonly policy: string;
  readonly direction: Direction;
  readonly index: number;
  readonly source: Source;
  /** Why it exists. Absent where nobody says. */
  readonly because?: Justification;
  readonly standing: Standing;
}

/** What opens one gate of a flow. */
export interface EvidenceGate {
  /**
   * `rules`; or why it needs none: `not-isolated` (no policy selects the pod), `outside` (addresses
   * are not governed), `exempt` (policies do not govern this traffic: a host-network pod, a pod's own
   * node), `not-enforced` (the cluster enforces nothing).
   */
  readonly open: 'rules' | 'not-isolated' | 'outside' | 'exempt' | 'not-enforced';
  /** Ids of the rules; of an undecided flow, those that may match too. */
  readonly rules: readonly string[];
}

/** Ports between two endpoints that pass by the same rules. `from` = `to` is one replica to another. */
export interface EvidenceFlow {
  readonly from: string;
  readonly to: string;
  /** Closed port ranges by protocol. */
  readonly ports: PortRanges;
  /**
   * `justified` where at each gate that rules open one of them is justified. A flow that needs no
   * rule is `unjustified`: nobody decided that it passes.
   */
  readonly standing: Standing;
  readonly egress: EvidenceGate;
  readonly ingress: EvidenceGate;
}

/** A policy of a kind that is not evaluated: what it lets through is in no flow. */
export interface NotEvaluated {
  readonly kind: string;
  /** `namespace/name`, or the name of a cluster-wide one. */
  readonly id: string;
  readonly source: Source;
}

/** A flow of which it is not known whether it passes. */
export interface UndecidedEvidence extends EvidenceFlow {
  /** Ids of the facts that would settle it. */
  readonly reasons: readonly string[];
}

/**
 * Every allowed flow with its justification: the answer of `netpol evidence`, and a public contract.
 * What is not listed is denied. Address to address, and a pod to itself, are no flows.
 */
export interface EvidenceResult {
  readonly schemaVersion: '1';
  /** Name of the profile the answer holds for. */
  readonly profile: string;
  /** The day, `YYYY-MM-DD`, on which justifications are judged. */
  readonly today: string;
  /** Workloads by id, then addresses ascending. */
  readonly endpoints: readonly Endpoint[];
  /** The rules that flows name, by id. */
  readonly rules: readonly EvidenceRule[];
  /** By `from`, then `to`, in the order of `endpoints`. */
  readonly flows: readonly EvidenceFlow[];
  /** In the same order. */
  readonly undecided: readonly UndecidedEvidence[];
  /** Policies of kinds that are not evaluated, those included that somebody accepts as such. */
  readonly notEvaluated: readonly NotEvaluated[];
  readonly summary: {
    readonly workloads: number;
    readonly policies: number;
    /** The number of allowed flows. */
    readonly flows: number;
    readonly justified: number;
    readonly expired: number;
    readonly unjustified: number;
    readonly undecided: number;
    readonly notEvaluated: number;
  };
}
