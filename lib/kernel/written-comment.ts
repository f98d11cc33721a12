/** The word by which a comment accepts findings: `# netpol-ignore NP104 -- reason`. */
export const IGNORE_COMMENT = 'netpol-ignore';

/** A comment in a file of objects. Lines and columns count from 1. */
export interface WrittenComment {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  /** With the `#` that begins it. */
  readonly text: string;
  /**
   * The lines of the node that it stands at: behind its first line, or above it.
   *
   * @default - there is none: it stands at the end of a document
   */
  readonly node?: { readonly first: number; readonly last: number };
}
