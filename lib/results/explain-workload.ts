import type { Direction, Source } from '../kernel';
import type { NameResolution, OpenQuestion } from './explain-facts';
import type { PolicyRef } from './policy-ref';
import type { WorkloadEndpoint } from './reach';

/** One entry of a rule's `from` or `to`, in the words of selectors. */
export type PeerText =
  | {
      readonly kind: 'pods';
      /** Selector of namespaces; absent for a peer of the policy's own namespace. */
      readonly namespaces?: string;
      /** `<none>` for every pod. */
      readonly pods: string;
      /** The namespace of the policy. */
      readonly own: string;
    }
  | { readonly kind: 'block'; readonly cidr: string; readonly except: readonly string[] };

/** One rule of a policy that isolates the workload. */
export interface RuleText {
  /** `namespace/name` of the policy. */
  readonly policy: string;
  /** `ingress[0]`. */
  readonly path: string;
  readonly source: Source;
  /** Empty: no restriction. */
  readonly peers: readonly PeerText[];
  /** `80/TCP`, `http/TCP`, `all UDP`; empty: every port. */
  readonly ports: readonly string[];
}

/** What policies do with one direction of a workload. */
export interface DirectionText {
  readonly direction: Direction;
  /** Empty: nothing isolates it in this direction, so everything passes. */
  readonly isolatedBy: readonly PolicyRef[];
  readonly rules: readonly RuleText[];
}

/** Which policies govern one workload, and what they let through. */
export interface WorkloadExplanation {
  readonly workload: WorkloadEndpoint;
  /** Whether those policies count for it. */
  readonly governed: 'yes' | 'no' | 'undecided';
  /** Why they do not. */
  readonly exemption?: 'not-enforced' | 'host-network';
  /** What would settle whether they count. */
  readonly reasons: readonly OpenQuestion[];
  readonly ingress: DirectionText;
  readonly egress: DirectionText;
  readonly names?: NameResolution;
}

/** The answer of `netpol explain` about one workload. */
export interface WorkloadExplainResult {
  readonly schemaVersion: '1';
  /** Name of the profile the answer holds for. */
  readonly profile: string;
  readonly workloads: readonly WorkloadExplanation[];
}
