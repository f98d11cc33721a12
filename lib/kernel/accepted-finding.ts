import type { Acknowledgement } from './intent';
import type { CodeLine } from './source';

/** The finding about a policy of a kind that is not evaluated. No check reports it. */
export const UNMODELLED_KIND = 'unmodelled-kind';

/** An annotation whose key begins so accepts, for the object that carries it, what its key ends with. */
export const ACKNOWLEDGE_PREFIX = 'cdk8s-netpol/acknowledge.';

/** A finding that an author accepts, for a construct and everything inside it. */
export interface AcceptedFinding extends Acknowledgement {
  /** `unmodelled-kind`, or a check: its id, its name, or the beginning of the ids of a block. */
  readonly id: string;
  /** Path of the construct in the tree; empty for the whole app. */
  readonly construct: string;
  /** The line that accepts it. @default - not known */
  readonly typescript?: CodeLine;
}

/** Whether a place in the construct tree is a construct, or inside of it. */
export function isWithin(path: string, construct: string): boolean {
  return construct === '' || path === construct || path.startsWith(`${construct}/`);
}
