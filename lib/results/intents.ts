import type { ClaimKind, Direction, PortRanges, Source, VerdictWord } from '../kernel';
import type { GateExplanation } from './explain';
import type { OpenQuestion } from './explain-facts';

/** One end of a flow that decides about an intent. */
export type WitnessEnd =
  /** Known pods. */
  | { readonly kind: 'workload'; readonly id: string }
  /** Addresses; `id` is the first of `cidrs`. */
  | {
      readonly kind: 'ip';
      readonly id: string;
      readonly cidrs: readonly string[];
      /** What these addresses are, where that has a name: `cloud metadata`, `the internet`. */
      readonly words?: string;
    }
  /** A pod that may come to exist, made as plain as it can be. */
  | {
      readonly kind: 'possible-pod';
      /** The pod in words: `a pod with app=web in namespace shop`. */
      readonly id: string;
      readonly namespace: string;
      /** Labels of a namespace that does not exist yet; absent for one that does. */
      readonly namespaceLabels?: { readonly [key: string]: string };
      readonly labels: { readonly [key: string]: string };
      /** Names that its containers give to ports of the flow. */
      readonly portNames?: readonly string[];
      /** The address it needs; absent where any does. */
      readonly address?: string;
      /** What it is, where it stands for something that the input does not hold: `cluster DNS`. */
      readonly words?: string;
    };

/** What to look at first: the place in some policy that makes an intent fail. */
export interface Culprit {
  readonly direction: Direction;
  /**
   * `rule`: it lets a flow through that must not pass. `not-selected`: the policy that came closest
   * to isolating the pod, and does not. `isolates`: it isolates a pod of a flow that must pass, and
   * has no rule for it. `nothing-isolates`: there is no such policy at all. `unmodelled`: a policy of
   * a kind that is not modelled may decide about it.
   */
  readonly kind: 'rule' | 'not-selected' | 'isolates' | 'nothing-isolates' | 'unmodelled';
  /** `namespace/name` of the policy, after its kind where that is not modelled; absent where there is none. */
  readonly policy?: string;
  /** `ingress[0].from[1]`; absent for a whole policy. */
  readonly path?: string;
  /** The selector of the policy, for one that selects too little or too much. */
  readonly selects?: string;
  readonly source?: Source;
}

/** One step of a path on which an end is got to that must not be. */
export interface ViolationStep {
  readonly from: WitnessEnd;
  readonly to: WitnessEnd;
  readonly ports: PortRanges;
  readonly verdict: VerdictWord;
  /** What opens it. */
  readonly culprits: readonly Culprit[];
}

/** One flow, or group of ports of one flow, that is not as the intent says. */
export interface Violation {
  readonly from: WitnessEnd;
  readonly to: WitnessEnd;
  readonly ports: PortRanges;
  /** What the policies make of it. */
  readonly verdict: VerdictWord;
  readonly reasons: readonly OpenQuestion[];
  readonly egress: GateExplanation;
  readonly ingress: GateExplanation;
  /** The whole path, where the flow is one step of it: its last one, or the first that is undecided. */
  readonly path?: readonly ViolationStep[];
  /** First what an author would change. */
  readonly culprits: readonly Culprit[];
  /** What to do, beginning with a verb. */
  readonly help: string;
}

/** Why the answer about an intent is what it is, beside its violations. */
export type IntentNote =
  /** Nothing known matches this end, and the plainest pod that does stood in. */
  | { readonly kind: 'stand-in'; readonly end: string; readonly pod: string }
  /** Pods with these labels that may come to exist count as those of this workload: it alone has them. */
  | { readonly kind: 'taken-for'; readonly end: string; readonly pods: string }
  /** Nothing known has this namespace or label, and something known has one that differs by a slip. */
  | {
      readonly kind: 'misspelt';
      readonly end: string;
      readonly found: string;
      readonly near: string;
    }
  /** Nothing matches this end, so that nothing could be shown to pass. */
  | { readonly kind: 'nobody'; readonly end: string }
  /** A workload or Service that the input does not hold. */
  | { readonly kind: 'unknown-end'; readonly end: string; readonly near?: string }
  /** A destination that does not declare a port of this name. */
  | {
      readonly kind: 'unknown-port';
      readonly end: string;
      readonly port: string;
      /** Those that it declares, sorted. */
      readonly declared: readonly string[];
      readonly near?: string;
    }
  /** Only a sidecar of the destination gives a port this name, and plugins differ on whether it counts. */
  | { readonly kind: 'sidecar-port'; readonly end: string; readonly port: string }
  /** A Service without pods behind it that its manifest names: no selector, or a name of the outside. */
  | { readonly kind: 'no-selector'; readonly end: string }
  /** A pod that resolves names, but not by the DNS of the cluster: it finds no Service by its name. */
  | ({ readonly kind: 'other-dns' } & OtherDnsNote)
  /** Such a pod whose egress is isolated, so that nobody can tell whether its name servers answer. */
  | ({ readonly kind: 'unknown-dns' } & OtherDnsNote)
  /** An exact answer would have taken more than this many steps. */
  | { readonly kind: 'over-budget'; readonly steps: number };

/** A pod, and why it does not ask the DNS of the cluster. */
export interface OtherDnsNote {
  readonly end: string;
  readonly dnsPolicy: 'ClusterFirst' | 'Default' | 'None';
  /** Present for a pod on the host network, where `ClusterFirst` means `Default`. */
  readonly hostNetwork?: true;
}

/** Whether one intent holds. */
export interface IntentOutcome {
  readonly name: string;
  readonly kind: ClaimKind;
  readonly severity: 'error' | 'warning';
  readonly verdict: 'holds' | 'broken' | 'undecided';
  /** Who is meant, in words: `shop/api`, `pods app=web in namespace shop`. */
  readonly from: string;
  readonly to: string;
  /** In words; absent for every port. */
  readonly ports?: string;
  /** Where the intent is stated. */
  readonly source: Source;
  /** Known flows first; empty for one that holds. */
  readonly violations: readonly Violation[];
  /** How many more there are than are listed. */
  readonly more: number;
  readonly notes: readonly IntentNote[];
  /**
   * Present where somebody accepts that it fails. `expired`: the day has passed, and it counts.
   * `unused`: it holds by itself.
   */
  readonly acknowledged?: {
    readonly reason: string;
    readonly until?: string;
    readonly state: 'counts' | 'expired' | 'unused';
  };
}

/** A namespace whose host-network pods no intent speaks of unless they are known. */
export interface UniverseNote {
  readonly namespace: string;
  /** Whether Pod Security `enforce: baseline` or stricter keeps host-network pods out of it. */
  readonly hostNetworkPods: 'kept-out' | 'possible';
}

/** Whether the intents hold: the answer of `netpol check`, and a public contract. */
export interface IntentsResult {
  readonly schemaVersion: '1';
  /** Name of the profile the answer holds for. */
  readonly profile: string;
  /** In the order they were given. */
  readonly intents: readonly IntentOutcome[];
  /** The namespaces of the intents, by name. */
  readonly universe: readonly UniverseNote[];
  readonly summary: {
    readonly holds: number;
    readonly broken: number;
    readonly undecided: number;
    /** Of the broken and undecided ones: those that somebody accepts, and those that only warn. */
    readonly acknowledged: number;
    readonly warnings: number;
  };
}
