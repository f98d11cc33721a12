import type { Acknowledgement } from './intent';
import type { CodeLine } from './source';

/** The id of a finding that an author can accept. */
export type FindingId = 'unmodelled-kind';

/** The findings that an author can accept, by id. */
export const FINDING_IDS: readonly FindingId[] = ['unmodelled-kind'];

/** A finding that an author accepts, for a construct and everything inside it. */
export interface AcceptedFinding extends Acknowledgement {
  readonly id: FindingId;
  /** Path of the construct in the tree; empty for the whole app. */
  readonly construct: string;
  /** The line that accepts it. @default - not known */
  readonly typescript?: CodeLine;
}
