import type { Direction, PortRanges, Source, VerdictWord } from '../kernel';
import type { Endpoint } from './reach';

/** A policy that isolates the subject of a gate. */
export interface PolicyRef {
  /** `namespace/name`. */
  readonly id: string;
  /** Its podSelector as kubectl writes it; `<none>` selects all pods of the namespace. */
  readonly selects: string;
  readonly source: Source;
}

/** One predicate of a rule and whether this flow meets it. */
export interface Predicate {
  readonly on: 'namespace' | 'podSelector' | 'ipBlock' | 'host-network' | 'port';
  /** What the rule asks for. */
  readonly wants: string;
  /** What the flow has. */
  readonly has: string;
  readonly holds: 'yes' | 'no' | 'unknown';
}

/** One rule held against the flow, by way of the peer and the port that fit best. */
export interface RuleRef {
  /** `namespace/name` of the policy. */
  readonly policy: string;
  /** `ingress[0].from[1]`, or `ingress[0]` for a rule without peers. */
  readonly path: string;
  readonly source: Source;
  readonly predicates: readonly Predicate[];
}

/** One of the two gates of the flow. */
export interface GateExplanation {
  readonly direction: Direction;
  /** Id of the end whose policies decide. */
  readonly subject: string;
  readonly verdict: VerdictWord;
  readonly reasons: readonly string[];
  /** Why the gate is open although no rule says so. */
  readonly exemption?: 'not-a-pod' | 'not-enforced' | 'from-own-node' | 'to-own-node';
  /** Empty: nothing isolates the subject in this direction, so everything passes. */
  readonly isolatedBy: readonly PolicyRef[];
  /** Rules that let the flow through. */
  readonly allowedBy: readonly RuleRef[];
  /** Rules whose match is undecided. */
  readonly undecidedBy: readonly RuleRef[];
  /** Rules that do not match, closest first. */
  readonly missedBy: readonly RuleRef[];
  /** The smallest change that would open a closed gate, as YAML for one policy of the subject's namespace. */
  readonly toAllow?: {
    readonly namespace: string;
    readonly selects: string;
    readonly rule: string;
  };
}

/** Ports that share one explanation. */
export interface ExplainCase {
  readonly ports: PortRanges;
  readonly verdict: VerdictWord;
  /** Ids of the facts that would settle an undecided verdict, each with its question. */
  readonly reasons: readonly { readonly id: string; readonly question: string }[];
  /** Both ends are one pod, which no policy can cut off from itself. */
  readonly itself: boolean;
  readonly egress: GateExplanation;
  readonly ingress: GateExplanation;
}

/** Why the flows from one end to another are allowed or denied. */
export interface Explanation {
  readonly from: Endpoint;
  readonly to: Endpoint;
  /** In the order allowed, undecided, denied; within one verdict by lowest port. */
  readonly cases: readonly ExplainCase[];
}

/** The answer of `netpol explain`: one explanation for each pair of ends that policies tell apart. */
export interface ExplainResult {
  readonly schemaVersion: '1';
  /** Name of the profile the answer holds for. */
  readonly profile: string;
  readonly explanations: readonly Explanation[];
  /** The verdict of all cases together; `mixed` where they differ. */
  readonly verdict: VerdictWord | 'mixed';
}
