import { noPorts, type PortSet } from '../kernel';
import type { FlowEnd, Policy, Rule } from '../model';
import type { ReasonId } from '../platform';

/** What passes from one end to the other. A port in neither set is denied. */
export interface Connection {
  readonly allowed: PortSet;
  readonly undecided: PortSet;
  /** For each reason, the undecided ports that wait for it. Sorted by reason. */
  readonly reasons: readonly { readonly id: ReasonId; readonly ports: PortSet }[];
}

/** Whether nothing passes, and nothing may. */
export function isDenied({ allowed, undecided }: Connection): boolean {
  return noPorts(allowed) && noPorts(undecided);
}

/** One rule that lets something of a connection through one of its gates. */
export interface Passage {
  readonly policy: Policy;
  readonly rule: Rule;
  /** The ports of the connection that it matches. */
  readonly allowed: PortSet;
  /** The ports of the connection that it may match. */
  readonly undecided: PortSet;
}

/** Answers for all ports of a pair of ends at once. */
export interface Evaluator {
  connection(from: FlowEnd, to: FlowEnd): Connection;
  /** The policies that let something through between the two ends, sorted; none where none isolates them. */
  admittedBy(from: FlowEnd, to: FlowEnd): readonly Policy[];
  /** The rules that let something through between the two ends, or may: out of the source and into the destination. */
  passages(from: FlowEnd, to: FlowEnd): readonly Passage[];
}
