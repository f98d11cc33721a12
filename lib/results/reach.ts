import type { PortRanges, Source } from '../kernel';
import type { EntryPointResult } from './entry-points';

/** The pods of one workload that no policy tells apart. */
export interface WorkloadEndpoint {
  /** `namespace/name`; `namespace/kind/name` where several share a name; `[pod]` behind it where a policy tells its pods apart. */
  readonly id: string;
  readonly kind: 'workload';
  readonly namespace: string;
  readonly name: string;
  /** `Deployment`, `StatefulSet`, ..., or `Pod` for a bare one. */
  readonly workloadKind: string;
  /** The known pods, by name; empty where the input holds only the template. */
  readonly pods: readonly string[];
  /** Its pods use the addresses of their nodes. Absent where they have their own. */
  readonly hostNetwork?: true;
  readonly source: Source;
}

/** Addresses outside the cluster that no policy tells apart. */
export interface AddressEndpoint {
  /** The first of `cidrs`. */
  readonly id: string;
  readonly kind: 'ip';
  /** All blocks of the set, IPv4 first, ascending. */
  readonly cidrs: readonly string[];
}

export type Endpoint = WorkloadEndpoint | AddressEndpoint;

/** What passes from one endpoint to another. `from` = `to` is one replica to another. */
export interface ReachFlow {
  readonly from: string;
  readonly to: string;
  /** Closed port ranges by protocol. */
  readonly allowed: PortRanges;
  readonly undecided: PortRanges;
  /** Which undecided ports wait for which fact. */
  readonly reasons: readonly { readonly id: string; readonly ports: PortRanges }[];
  /** The policies that let something through, as `namespace/name`; empty where none isolates either end. */
  readonly by: readonly string[];
}

/**
 * Who reaches whom: the answer of `netpol reach`, and a public contract. A pair that is not listed
 * is denied. Address to address, and a pod to itself, are no flows.
 */
export interface ReachResult {
  readonly schemaVersion: '1';
  /** Name of the profile the answer holds for. */
  readonly profile: string;
  /** Workloads by id, then addresses ascending. */
  readonly endpoints: readonly Endpoint[];
  /** By `from`, then `to`, in the order of `endpoints`. */
  readonly flows: readonly ReachFlow[];
  /** Where the outside comes in; absent where nobody asked. */
  readonly entryPoints?: readonly EntryPointResult[];
  readonly summary: {
    readonly workloads: number;
    readonly policies: number;
    /** The number of listed flows. */
    readonly flows: number;
  };
}
