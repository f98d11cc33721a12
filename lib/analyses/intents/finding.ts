import type { PortSet, VerdictWord } from '../../kernel';
import type { Cluster, FlowEnd } from '../../model';
import type { WitnessEnd } from '../../results';

/** A flow that is not as an intent says, before it is explained. */
export interface Finding {
  /** The cluster in which it shows; with namespaces that do not exist yet where its ends need them. */
  readonly cluster: Cluster;
  readonly from: FoundEnd;
  readonly to: FoundEnd;
  readonly ports: PortSet;
  readonly verdict: VerdictWord;
  /** The steps of the path to which the flow belongs. @default - it is the whole of it */
  readonly path?: readonly FoundStep[];
  /** Present where it is not told whether the intent means these ends at all. */
  readonly doubtful?: true;
}

/** One step of a path. */
export interface FoundStep {
  readonly from: FoundEnd;
  readonly to: FoundEnd;
  readonly ports: PortSet;
  readonly verdict: 'allowed' | 'undecided';
}

/** An end of it, and how the answer calls it. */
export interface FoundEnd {
  readonly end: FlowEnd;
  readonly named: WitnessEnd;
}

/** What a search for forbidden flows brings. */
export interface Findings {
  readonly found: readonly Finding[];
  /** Present where the search had to give up. */
  readonly overBudget?: true;
}
