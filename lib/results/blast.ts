import type { Direction, IpFamily, PortRanges } from '../kernel';
import type { OpeningGate, OpeningRule } from './opening';
import type { Endpoint, WorkloadEndpoint } from './reach';

/** What addresses are: they end a path, and never continue it. */
export type OutsideKind = 'internet' | 'metadata' | 'private';

/** An end that a taken workload reaches, in one step or through others. */
export interface BlastReached {
  /** Id of the endpoint. */
  readonly to: string;
  /** What it is, for addresses. */
  readonly outside?: OutsideKind;
  /** Whether these are all addresses of that kind: the whole internet, for one. */
  readonly all?: true;
  /** Where they are all of that, of one family. */
  readonly family?: IpFamily;
  /** `allowed`: every step of the path surely passes. `undecided`: one may not, and no other path is sure. */
  readonly verdict: 'allowed' | 'undecided';
  /** How many flows the shortest path has. */
  readonly steps: number;
  /** Ids of the endpoints of that path: the taken workload, those between, and this one. */
  readonly path: readonly string[];
}

/** One flow that is a step of some path. `from` = the taken workload, or one that fell before. */
export interface BlastStep {
  readonly from: string;
  readonly to: string;
  readonly allowed: PortRanges;
  readonly undecided: PortRanges;
  /** Ids of the facts that would settle what is undecided. */
  readonly reasons: readonly string[];
  readonly gates: Readonly<Record<Direction, OpeningGate>>;
}

/** How far an attacker gets who has taken one workload, where every workload falls that is reached. */
export interface Blast {
  readonly taken: WorkloadEndpoint;
  /** Those that are sure first, then by steps, then in the order of endpoints. */
  readonly reached: readonly BlastReached[];
  /** The steps of these paths, each once, in the order in which paths need them. */
  readonly steps: readonly BlastStep[];
}

/** How much falls with one workload. */
export interface BlastRank {
  /** Id of its endpoint. */
  readonly workload: string;
  /** Other workloads that surely fall. */
  readonly falls: number;
  /** Further ones that may. */
  readonly mayFall: number;
  /** Whether some address of each kind is reached, in any number of steps. */
  readonly outside: Readonly<Record<OutsideKind, 'allowed' | 'denied' | 'undecided'>>;
}

/**
 * What falls with a workload: the answer of `netpol blast`, and a public contract. What is not listed
 * is not reached in any number of steps.
 */
export interface BlastResult {
  readonly schemaVersion: '1';
  /** Name of the profile the answer holds for. */
  readonly profile: string;
  /** Workloads by id, then addresses, by what they are. */
  readonly endpoints: readonly Endpoint[];
  /** The worst first: all workloads, or those that were asked about. */
  readonly ranking: readonly BlastRank[];
  /** How far an attacker gets from each workload that was asked about; empty where none was. */
  readonly blasts: readonly Blast[];
  /** The rules that steps name, by id. */
  readonly rules: readonly OpeningRule[];
  readonly summary: {
    readonly workloads: number;
    readonly policies: number;
  };
}
