import type { CodeLine, Direction, PortRanges, Protocol, Source, VerdictWord } from '../kernel';
import type { Change } from './change';
import type { DecidingFact, NameResolution, OpenQuestion } from './explain-facts';
import type { PolicyRef } from './policy-ref';
import type { Endpoint } from './reach';

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
  /** How many peers the rule has, where it has several: the others come less close. */
  readonly ofPeers?: number;
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
  /** What the profile says, without which this gate would be undecided. */
  readonly decidedBy?: readonly DecidingFact[];
  /** What would open a closed gate, each alone; first what opens the least beside it, then the smallest edit. */
  readonly changes?: readonly Change[];
  /** The rule that would open a closed gate, as YAML for one policy of the subject's namespace. */
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
  readonly reasons: readonly OpenQuestion[];
  /** Both ends are one pod, which no policy can cut off from itself. */
  readonly itself: boolean;
  readonly egress: GateExplanation;
  readonly ingress: GateExplanation;
  /** How to open a denied flow with a construct, where its policies come from TypeScript. */
  readonly typescript?: { readonly near: CodeLine; readonly code: string };
  /** What the egress gate says of the address of the Service, where that may be what it judges. */
  readonly beforeTranslation?: ServiceGate;
}

/** The egress gate of a client towards the address and port of a Service. */
export interface ServiceGate {
  readonly verdict: VerdictWord;
  readonly reasons: readonly string[];
  /** Rules that let it through, or may: `shop/web egress[0]`. */
  readonly by: readonly string[];
}

/** The Service that a flow goes through. */
export interface ServiceHop {
  /** `namespace/name`. */
  readonly service: string;
  /** The port that the client asks for. */
  readonly port: number;
  readonly portName?: string;
  readonly protocol: Protocol;
  /** As written: a number, or the name of a container port. */
  readonly targetPort: number | string;
  /** The number it means on these pods. */
  readonly targetNumber: number;
  /** Clients of a headless Service find the pods themselves; nothing is translated. */
  readonly how: 'translated' | 'headless';
  /** The client is chosen as its own backend. */
  readonly hairpin: boolean;
  readonly source: Source;
}

/** Pods behind a Service that are no endpoint of one of its ports. */
export interface WithoutEndpoint {
  /** Id of the endpoint. */
  readonly pods: string;
  readonly service: string;
  readonly port: number;
  /** The name that no container there declares. */
  readonly targetPort: string;
}

/** Why the flows from one end to another are allowed or denied. */
export interface Explanation {
  readonly from: Endpoint;
  readonly to: Endpoint;
  /** Whether the client finds by name whom it calls; absent for addresses and host-network pods. */
  readonly names?: NameResolution;
  /** Where the question was about a Service. */
  readonly via?: ServiceHop;
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
  /** Only where the question was about a Service, and some of its pods lack the port. */
  readonly withoutEndpoint?: readonly WithoutEndpoint[];
}
