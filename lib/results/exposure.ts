import type { Direction, IpFamily, PortRanges, Protocol, Source } from '../kernel';
import type { EntryPointResult } from './entry-points';
import type { OpenQuestion } from './explain-facts';
import type { OpeningGate, OpeningRule } from './opening';
import type { PolicyRef } from './policy-ref';
import type { WorkloadEndpoint } from './reach';

/** What an exposure is about; `-o` and `--only` name it so. */
export type ExposureTopic =
  | 'entry-points'
  | 'internet'
  | 'private'
  | 'namespaces'
  | 'possible'
  | 'metadata'
  | 'api-server';

/** The outside, by way of an object that lets it in. Ingress only. */
export interface EntryPeer {
  readonly kind: 'entry-point';
  readonly entryPoint: EntryPointResult['kind'];
  /** `namespace/name` of the entry point. */
  readonly id: string;
  /** Host names it answers to; empty means any. */
  readonly hosts: readonly string[];
  /** Whom the workload sees: pods that forward, whoever calls, or a node. */
  readonly sees: 'controller' | 'clients' | 'own-node' | 'other-nodes';
  /** Id of the controller; absent where the input does not hold it. */
  readonly controller?: string;
  /** The addresses of the clients, where the workload sees those. */
  readonly cidrs?: readonly string[];
  readonly source: Source;
}

/** Addresses outside the cluster. */
export interface AddressesPeer {
  readonly kind: 'addresses';
  /** All blocks of the set, IPv4 first, ascending. */
  readonly cidrs: readonly string[];
  /** Whether they are all of what the topic names: the whole internet, for one. */
  readonly all: boolean;
  /** Where they are all of that, of one family. */
  readonly family?: IpFamily;
  /** What answers there, for cloud metadata: `AWS EC2`. */
  readonly serves?: readonly string[];
}

/** Known workloads of other namespaces that are treated alike. */
export interface KnownPeer {
  readonly kind: 'workloads';
  /** Namespaces of which every workload is meant, sorted. */
  readonly namespaces: readonly string[];
  /** Ids of the others. */
  readonly workloads: readonly string[];
}

/** A namespace that does not exist yet. */
export interface NewNamespace {
  /** The name it needs; absent where any does. */
  readonly name?: string;
  /** The labels it needs. */
  readonly labels: { readonly [key: string]: string };
}

/** Pods that do not exist yet. */
export interface PossiblePeer {
  readonly kind: 'possible';
  /**
   * `every`: each pod there, whatever its labels. `some`: one with these labels gets all of this, and
   * more than each pod does; no fewer labels are known to do.
   */
  readonly which: 'every' | 'some';
  readonly labels: { readonly [key: string]: string };
  /** Existing namespaces in which the same is true of such a pod, sorted. */
  readonly namespaces: readonly string[];
  /** Namespaces that have to come to exist for it. */
  readonly newNamespaces: readonly NewNamespace[];
  /** Where the same is true in each namespace that exists, and in any that may come to. */
  readonly everyNamespace?: true;
  /** The address it needs; absent where any does. */
  readonly address?: string;
}

export type ExposurePeer = EntryPeer | AddressesPeer | KnownPeer | PossiblePeer;

/** A port that counts by the name which a destination that does not exist yet gives it. */
export interface NamedPort {
  readonly name: string;
  readonly protocol: Protocol;
  readonly verdict: 'allowed' | 'undecided';
}

/** What passes between a workload and one kind of peer. */
export interface Exposure {
  readonly topic: ExposureTopic;
  readonly peer: ExposurePeer;
  /** What surely passes both gates. */
  readonly allowed: PortRanges;
  readonly undecided: PortRanges;
  /** Ports by name; whatever number the destination gives them. @default - none */
  readonly named?: readonly NamedPort[];
  /** The facts that would settle what is undecided. */
  readonly reasons: readonly OpenQuestion[];
  /**
   * What the workload's own gate lets through for a possible peer, whatever policies of the namespace
   * of the peer say.
   *
   * @default - the same; peers that exist are told by what passes both gates
   */
  readonly own?: {
    readonly allowed: PortRanges;
    readonly undecided: PortRanges;
    readonly named?: readonly NamedPort[];
  };
  readonly gates: Readonly<Record<Direction, OpeningGate>>;
}

/** One direction of a workload. */
export interface ExposureSide {
  /** Whether policies isolate it; if not, why. */
  readonly standing: 'isolated' | 'not-isolated' | 'exempt' | 'not-enforced' | 'unmodelled';
  readonly isolatedBy: readonly PolicyRef[];
  /** By topic; of one topic, what takes the fewest labels first. */
  readonly exposures: readonly Exposure[];
  /** Present where an exact answer about pods that do not exist yet would take more than this many steps. */
  readonly overBudget?: number;
}

/** A workload, what reaches it, and what it reaches. */
export interface WorkloadExposure {
  readonly endpoint: WorkloadEndpoint;
  /** One that is absent was not asked about. */
  readonly sides: { readonly [direction in Direction]?: ExposureSide };
}

/** What an answer could not know. */
export interface ExposureGap {
  readonly topic: ExposureTopic;
  /** `the addresses of the API server are not known: ...`. */
  readonly message: string;
}

/**
 * What of each workload can be reached from outside its namespace, and what it reaches there: the
 * answer of `netpol exposure`, and a public contract. What is not listed is denied.
 */
export interface ExposureResult {
  readonly schemaVersion: '1';
  /** Name of the profile the answer holds for. */
  readonly profile: string;
  /** What is told of. */
  readonly topics: readonly ExposureTopic[];
  /** By id. */
  readonly workloads: readonly WorkloadExposure[];
  /** The rules that exposures name, by id. */
  readonly rules: readonly OpeningRule[];
  readonly unknown: readonly ExposureGap[];
  readonly summary: {
    /** Of the workloads that were asked about. */
    readonly workloads: number;
    readonly policies: number;
    /** Workloads that no policy isolates, for either direction. */
    readonly notIsolated: Readonly<Record<Direction, number>>;
    /** Workloads with something that surely passes, by topic. */
    readonly allowed: { readonly [topic in `${Direction} ${ExposureTopic}`]?: number };
    /** Workloads of which nothing surely passes and something may, by topic. */
    readonly undecided: { readonly [topic in `${Direction} ${ExposureTopic}`]?: number };
  };
}
