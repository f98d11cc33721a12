import type { Direction, VerdictWord } from '../kernel';
import type { FlowEnd, Peer, Policy, PortMatch, Rule } from '../model';
import type { ReasonId } from '../platform';
import type { Truth } from './truth';

/** One condition of a peer and whether the other end meets it. */
export interface PeerTest {
  readonly condition: 'namespace' | 'podSelector' | 'ipBlock' | 'host-network';
  readonly truth: Truth;
}

/** One peer of a rule, held against the other end of the flow. */
export interface PeerMatch {
  readonly peer: Peer;
  readonly tests: readonly PeerTest[];
  readonly truth: Truth;
}

/** One port entry of a rule, held against the flow. */
export interface PortTest {
  readonly port: PortMatch;
  readonly truth: Truth;
}

/** One rule of a policy that isolates the subject, held against the flow. */
export interface RuleMatch {
  readonly policy: Policy;
  readonly rule: Rule;
  /** Empty for a rule without peers, which everyone matches. */
  readonly peers: readonly PeerMatch[];
  /** Empty for a rule without ports, which every port matches. */
  readonly ports: readonly PortTest[];
  readonly truth: Truth;
}

/** Why a gate stands open although policies might close it. */
export type Exemption = 'not-a-pod' | 'not-enforced' | 'from-own-node' | 'to-own-node';

/** One of the two gates of a flow: out of the source, or into the destination. */
export interface Gate {
  readonly direction: Direction;
  /** The end whose policies decide. */
  readonly subject: FlowEnd;
  readonly open: Truth;
  readonly exemption: Exemption | undefined;
  /** The policies that select the subject and isolate it in this direction. */
  readonly isolatedBy: readonly Policy[];
  /** Every rule of those policies, in their order. */
  readonly rules: readonly RuleMatch[];
}

/** The answer for one flow, and everything that led to it. */
export interface Verdict {
  readonly verdict: VerdictWord;
  /** What would settle an undecided verdict; empty for the others. Sorted. */
  readonly reasons: readonly ReasonId[];
  /** A pod always reaches itself, whatever the gates say. */
  readonly itself: 'same-pod' | 'different-ends';
  readonly egress: Gate;
  readonly ingress: Gate;
}
