import type { WrittenComment } from '../kernel';

type Node = WrittenComment['node'];

/** Where documents begin and what stands below each line, looked up once for all comments of a text. */
interface Outline {
  readonly lines: readonly string[];
  /** The next line with content behind each line; undefined where none is left. */
  readonly next: readonly (number | undefined)[];
  /** The first line with content of the document that each line lies in, so far as it has come. */
  readonly firsts: readonly (number | undefined)[];
  /** The last line of the document that each line lies in. */
  readonly lasts: readonly number[];
}

/**
 * The lines, counted from 1, of the node that a comment stands at, by the line and column of the
 * comment, counted from 0. Indentation tells where a node ends: block style is what people comment.
 */
export function nodesIn(lines: readonly string[]): (at: number, column: number) => Node {
  const outline = outlineOf(lines);
  const known = new Map<number, Node>();
  return (at, column) => {
    const line = lines[at] ?? '';
    const isBehind = line.slice(0, column).trim() !== '' && !isSeparator(line);
    const first = isBehind ? at : nodeBelow(outline, at);
    if (first === undefined) return undefined;
    const node = known.get(first) ?? { first: first + 1, last: lastOf(outline, first) + 1 };
    known.set(first, node);
    return node;
  };
}

function outlineOf(lines: readonly string[]): Outline {
  const next: (number | undefined)[] = [];
  const lasts: number[] = [];
  for (let i = lines.length - 1; i >= 0; i -= 1) {
    const below = i + 1;
    const isLast = below >= lines.length || isSeparator(lines[below]);
    lasts[i] = isLast ? i : (lasts[below] ?? i);
    next[i] = isContent(lines[below]) ? below : next[below];
  }
  let first: number | undefined;
  const firsts = lines.map((line, i) => {
    if (isSeparator(line)) first = undefined;
    else if (isContent(line)) first ??= i;
    return first;
  });
  return { lines, next, firsts, lasts };
}

function isSeparator(line = ''): boolean {
  return /^(?:---|\.\.\.)(?:\s|$)/.test(line);
}

/** Neither empty nor a comment, a directive or the border of a document. */
function isContent(line = ''): boolean {
  return !isSeparator(line) && !/^\s*(?:#.*)?$/.test(line) && !line.startsWith('%');
}

/** What stands below a line in its document, or in the next one where it has nothing above it. */
function nodeBelow({ next, firsts, lasts }: Outline, at: number): number | undefined {
  const below = next[at];
  if (below === undefined) return undefined;
  const isOfNextDocument = below > (lasts[at] ?? at);
  return isOfNextDocument && firsts[at] !== undefined ? undefined : below;
}

/**
 * The last line of a node: of the document where it is its first, else the last one that is indented
 * deeper. The entries of a list may stand as deep as the key that holds it.
 */
function lastOf({ lines, firsts, lasts }: Outline, first: number): number {
  const end = lasts[first] ?? first;
  if (firsts[first] === first) return end;
  const depth = depthOf(lines[first]);
  const mayHoldEntries = !isEntry(lines[first]);
  let last = first;
  for (let i = first + 1; i <= end; i += 1) {
    const line = lines[i];
    if (!isContent(line)) continue;
    const isHeld = mayHoldEntries && depthOf(line) === depth && isEntry(line);
    if (depthOf(line) <= depth && !isHeld) break;
    last = i;
  }
  return last;
}

function depthOf(line = ''): number {
  return line.length - line.trimStart().length;
}

function isEntry(line = ''): boolean {
  return /^\s*-(?:\s|$)/.test(line);
}
