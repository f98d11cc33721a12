import type { Acknowledgement } from './intent';
import type { CodeLine } from './source';

/** The findings that an author can accept, by id. */
export const FINDING_IDS = ['unmodelled-kind'] as const;

/** The id of a finding that an author can accept. */
export type FindingId = (typeof FINDING_IDS)[number];

/** A finding that an author accepts, for a construct and everything inside it. */
export interface AcceptedFinding extends Acknowledgement {
  readonly id: FindingId;
  /** Path of the construct in the tree; empty for the whole app. */
  readonly construct: string;
  /** The line that accepts it. @default - not known */
  readonly typescript?: CodeLine;
}
