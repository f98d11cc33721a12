import type { EntryPointResult } from './entry-points';

/** How much of a cluster talks: ordered pairs of pods, by what passes between them. */
export interface PairCounts {
  readonly total: number;
  /** Every port is allowed. */
  readonly open: number;
  /** Some ports are allowed, and not all. */
  readonly partly: number;
  /** No port is allowed, and some are undecided. */
  readonly undecided: number;
  /** Every port is denied. */
  readonly closed: number;
}

/** Workloads that have to do with equally many pods. */
export interface WidestWorkloads {
  /** Pods that they reach, or that reach them, on some port; those included that only may. */
  readonly pods: number;
  /** How many workloads these are. */
  readonly workloads: number;
  /** The first of them by its id, as `--from` and `--to` take it. */
  readonly first: string;
}

/**
 * What `netpol reach` answers where the list would be too long: a public contract. It holds neither
 * `endpoints` nor `flows`, so that nobody takes an empty list for a closed cluster.
 */
export interface ReachOverview {
  readonly schemaVersion: '1';
  /** Name of the profile the answer holds for. */
  readonly profile: string;
  /** Why no flow is listed. */
  readonly notListed: {
    /** How many pairs of endpoints the list would be about. */
    readonly pairs: number;
    /** How many it may be about, unless somebody asks for all. */
    readonly limit: number;
  };
  readonly pairsOfPods: PairCounts;
  /** How many pods policies isolate. */
  readonly isolated: { readonly ingress: number; readonly egress: number };
  /** The workloads that most pods reach, by falling number. */
  readonly mostReached: readonly WidestWorkloads[];
  /** The workloads that reach most pods. */
  readonly reachMost: readonly WidestWorkloads[];
  /** Where the outside comes in; absent where nobody asked. */
  readonly entryPoints?: readonly EntryPointResult[];
  readonly summary: {
    readonly namespaces: number;
    readonly workloads: number;
    readonly policies: number;
    /** Known pods, and one for each workload of which only the template is known. */
    readonly pods: number;
    /** Sets of pods that no policy tells apart. */
    readonly classes: number;
  };
}
