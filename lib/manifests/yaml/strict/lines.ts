import type { Scalars } from './scalars';

/** A walk over the lines of a document. It is the state of a kernel: all of it moves. */
export interface Walk {
  readonly text: string;
  /** Where the document ends. */
  readonly end: number;
  readonly scalars: Scalars;
  /** What is to be read next. */
  at: number;
  /** How deep begins what is to be read next: its line or, behind a dash, itself. */
  indent: number;
  /** Whether a colon stood behind the last token, which makes it a key. */
  isKey: boolean;
}

/** A walk that is to begin at the start of a line. */
export function walkOf(text: string, start: number, end: number, scalars: Scalars): Walk {
  return { text, end, scalars, at: start, indent: 0, isKey: false };
}

/** The indentation where there are no lines left. */
export const NO_LINE = -1;

export const LINE_FEED = 10;
export const SPACE = 32;
const DASH = 45;

/** The character at an offset. The end of a document ends a line too. */
export function codeAt({ text, end }: Walk, at: number): number {
  return at < end ? text.charCodeAt(at) : LINE_FEED;
}

export function isBlank(code: number): boolean {
  return code === SPACE || code === LINE_FEED;
}

/** From the end or the start of a line to the first character of the next that is not empty. */
export function toNextLine(walk: Walk): void {
  const { text, end } = walk;
  let start = walk.at;
  while (start < end && text.charCodeAt(start) === LINE_FEED) start += 1;
  let at = start;
  while (at < end && text.charCodeAt(at) === SPACE) at += 1;
  walk.at = at;
  walk.indent = start < end ? at - start : NO_LINE;
}

/** Whether an item of a list begins here. */
export function isDash(walk: Walk): boolean {
  return codeAt(walk, walk.at) === DASH && isBlank(codeAt(walk, walk.at + 1));
}
