import type { Direction, PortRanges, Source, VerdictWord } from '../kernel';
import type { WitnessEnd } from './intents';
import type { Endpoint, WorkloadEndpoint } from './reach';

/**
 * What a change does to flows. `broadened`: ports that were denied may pass now, or ports that were
 * undecided are allowed. `narrowed`: the opposite. `changed`: both, on different ports.
 */
export type DiffChange = 'broadened' | 'narrowed' | 'changed';

/** On which side of the comparison something is written. */
export type DiffSide = 'before' | 'after';

/** What passes between two ends on one side. A port in neither set is denied. */
export interface DiffPorts {
  readonly allowed: PortRanges;
  readonly undecided: PortRanges;
  /** Ids of the facts that undecided ports wait for, sorted. */
  readonly reasons: readonly string[];
}

/** What happened to the part of the input that a cause names. */
export type DiffEvent = 'new' | 'gone' | 'changed';

/** Why a flow is not as it was. */
export type DiffCause =
  /** A rule that lets it through on one side, and is not written on the other. */
  | (PolicyCause & {
      readonly kind: 'rule';
      /** `ingress[0]`. */
      readonly path: string;
    })
  /** A policy that isolates the pod on one side, and does not on the other. */
  | (PolicyCause & { readonly kind: 'isolation' })
  /** Labels, ports, addresses or the network of a workload. */
  | { readonly kind: 'workload'; readonly id: string; readonly source: Source }
  /** Labels of a namespace. */
  | { readonly kind: 'namespace'; readonly name: string }
  /** A policy of a kind that is not evaluated. */
  | {
      readonly kind: 'not-evaluated';
      /** `AdminNetworkPolicy guard`. */
      readonly id: string;
      readonly happened: DiffEvent;
      readonly source: Source;
    };

/** The part of a cause that is in a policy. */
export interface PolicyCause {
  readonly direction: Direction;
  /** `namespace/name`. */
  readonly policy: string;
  /** What happened to the rule, or to the policy that isolates. */
  readonly happened: DiffEvent;
  /** Where `source` is: of what is new the side after, of what is gone the side before. */
  readonly side: DiffSide;
  readonly source: Source;
}

/** One pair of ends between which something else passes than before. */
export interface DiffRow {
  /** Id of an endpoint. `from` = `to` is one replica to another. */
  readonly from: string;
  readonly to: string;
  readonly change: DiffChange;
  readonly before: DiffPorts;
  readonly after: DiffPorts;
  /** Ports that were denied and are not any more, or were undecided and are allowed. */
  readonly gained: PortRanges;
  /** Ports that were allowed and are not any more, or were undecided and are denied. */
  readonly lost: PortRanges;
  /** First what let through what is gained. Empty where nothing in the input tells. */
  readonly causes: readonly DiffCause[];
  /** Names of the intents that held before, and that this flow breaks. */
  readonly breaks: readonly string[];
}

/** A flow of a workload that only one side has. */
export interface DiffWorkloadFlow extends DiffRow {
  /**
   * Who lets it through, or no longer does. `unchanged-policies`: the policies of the side without
   * the workload do so as well. `changed-policies`: only those of the side that has it.
   */
  readonly by: 'unchanged-policies' | 'changed-policies';
}

/** A workload that only one side has, or pods of one that a policy of only one side tells apart. */
export interface DiffWorkload {
  readonly endpoint: WorkloadEndpoint;
  readonly change: 'new' | 'gone';
  /** Whether a policy isolates it, on the side that has it. */
  readonly isolated: { readonly [direction in Direction]: boolean };
  /** How many workloads and sets of addresses it reaches, and is reached by: allowed or undecided. */
  readonly reaches: number;
  readonly reachedBy: number;
  /** Those flows. They are in no row, and `change` is broadened for a new one, narrowed for one gone. */
  readonly flows: readonly DiffWorkloadFlow[];
}

/** A policy that is not the same on both sides. */
export interface DiffPolicy {
  /** `namespace/name`. */
  readonly id: string;
  readonly change: 'added' | 'removed' | 'changed';
  /** Where it is written: after, and before for one that is removed. */
  readonly source: Source;
}

/**
 * A flow of pods that do not exist yet that passes on one side only. It stands for all that differ
 * for the same reason; what rows tell already is not told again.
 */
export interface PossibleChange {
  readonly change: 'broadened' | 'narrowed';
  readonly from: WitnessEnd;
  readonly to: WitnessEnd;
  readonly ports: PortRanges;
  readonly before: VerdictWord;
  readonly after: VerdictWord;
  readonly causes: readonly DiffCause[];
}

/** An intent whose standing differs. */
export interface DiffIntent {
  readonly name: string;
  /** Where it is stated. */
  readonly source: Source;
  readonly before: 'holds' | 'broken' | 'undecided';
  readonly after: 'holds' | 'broken' | 'undecided';
}

/** What a change does to intents. */
export interface DiffIntents {
  /** Those that held before and do not after. */
  readonly breaks: readonly DiffIntent[];
  /** Those that did not hold before and do after. */
  readonly mends: readonly DiffIntent[];
  /** All of them, as they stand after. */
  readonly holds: number;
  readonly broken: number;
  readonly undecided: number;
}

/** How many other workloads surely fall with one that is taken, where that differs. */
export interface DiffBlast {
  /** Id of a workload of both sides. */
  readonly workload: string;
  readonly before: number;
  readonly after: number;
}

/**
 * What a change of manifests does to flows: the answer of `netpol diff`, and a public contract. A
 * pair that is not listed is as it was.
 */
export interface DiffResult {
  readonly schemaVersion: '1';
  /** Name of the profile the answer holds for. */
  readonly profile: string;
  /** What the two sides are called: `main`, `k8s/`. */
  readonly before: string;
  readonly after: string;
  /** The ends that rows and flows name: workloads by id, then addresses ascending. */
  readonly endpoints: readonly Endpoint[];
  /** Flows between ends of both sides: broadened, narrowed, changed; each by `from`, then `to`. */
  readonly rows: readonly DiffRow[];
  /** By id. */
  readonly workloads: readonly DiffWorkload[];
  /** By id. */
  readonly policies: readonly DiffPolicy[];
  /** Changes that matter only to pods that do not exist yet: broadened, then narrowed. */
  readonly possible: readonly PossibleChange[];
  /**
   * `proven`: no flow differs, of known ends of both sides or of any pod that could come to exist,
   * under every reading of what the profile leaves open. `differs`: one does. `undecided`: whether one
   * does depends on policies that are not evaluated, or on what the profile leaves open.
   * `over-budget`: an exact answer would have taken too many steps.
   */
  readonly equivalence: 'proven' | 'differs' | 'undecided' | 'over-budget';
  /** Absent where nobody states any. */
  readonly intents?: DiffIntents;
  /** The greatest difference first. Absent where nobody asked, or nothing changed. */
  readonly blast?: readonly DiffBlast[];
  readonly summary: {
    /** Of the rows. */
    readonly broadened: number;
    readonly narrowed: number;
    readonly changed: number;
    /** Pairs of ends of both sides between which the same passes as before. */
    readonly unchanged: number;
    readonly newWorkloads: number;
    readonly goneWorkloads: number;
    readonly policies: {
      readonly added: number;
      readonly removed: number;
      readonly changed: number;
    };
    /** Of the changes that matter only to pods that do not exist yet. */
    readonly possible: { readonly broadened: number; readonly narrowed: number };
    /** Flows of new workloads that policies let through which are not as they were before. */
    readonly opened: number;
  };
}
