import type { PortSet } from '../kernel';
import type { FlowEnd, Policy } from '../model';
import type { ReasonId } from '../platform';

/** What passes from one end to the other. A port in neither set is denied. */
export interface Connection {
  readonly allowed: PortSet;
  readonly undecided: PortSet;
  /** For each reason, the undecided ports that wait for it. Sorted by reason. */
  readonly reasons: readonly { readonly id: ReasonId; readonly ports: PortSet }[];
}

/** Answers for all ports of a pair of ends at once. */
export interface Evaluator {
  connection(from: FlowEnd, to: FlowEnd): Connection;
  /** The policies that let something through between the two ends, sorted; none where none isolates them. */
  admittedBy(from: FlowEnd, to: FlowEnd): readonly Policy[];
}
