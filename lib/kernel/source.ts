import type { ObjectPath } from './object-path';

/** A line of an author's TypeScript. Line and column count from 1. */
export interface CodeLine {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** Where something was written. Lines and columns count from 1; absent means not known, never invented. */
export interface Source {
  /** Path as the user gave it, `<stdin>`, or `(in memory)`. */
  readonly file: string;
  readonly line?: number;
  readonly column?: number;
  /** Place inside the object, such as `spec.ingress[0]`. */
  readonly path?: string;
  /** Construct path that emitted the object. */
  readonly construct?: string;
  /** The TypeScript line that caused it. */
  readonly typescript?: CodeLine;
}

/** Why something exists, as its author said. */
export interface Justification {
  readonly reason: string;
  /** @default - nobody is named */
  readonly owner?: string;
  /** The last day, `YYYY-MM-DD`, on which it counts. @default - no end */
  readonly until?: string;
  /**
   * Path of a construct further up, such as the namespace, that says it of everything inside.
   *
   * @default - it is said of the very rule, or of what wrote it
   */
  readonly inheritedFrom?: string;
}

/**
 * Where one object was written, able to point at any node inside it. Positions are computed when
 * asked for, because almost none ever are.
 */
export interface Origin {
  readonly file: string;
  /** The most precise known source of the node at `path`; the nearest parent where the node itself is absent. */
  at(path: ObjectPath): Source;
  /** Why the rule at `path` exists. @default - nobody says */
  readonly because?: (path: ObjectPath) => Justification | undefined;
}

/** `file:line:column`, as far as known: what terminals and editors make clickable. */
export function formatSource(source: Source): string {
  const line = source.line === undefined ? '' : `:${source.line}`;
  const column =
    source.line === undefined || source.column === undefined ? '' : `:${source.column}`;
  return `${source.file}${line}${column}`;
}

/** `file:line:column` of a TypeScript line. */
export function formatCodeLine(place: CodeLine): string {
  return `${place.file}:${place.line}:${place.column}`;
}

/** Where an author looks: the line of TypeScript for what was never written to a file, else the file. */
export function placeOf(source: Source): Source {
  const { typescript, path, construct } = source;
  if (typescript === undefined) return source;
  const isItself = source.file === typescript.file && source.line === typescript.line;
  if (source.line !== undefined && !isItself) return source;
  return {
    ...typescript,
    ...(path !== undefined && { path }),
    ...(construct !== undefined && { construct }),
  };
}
