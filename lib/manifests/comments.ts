import { Lexer } from 'yaml';
import { IGNORE_COMMENT, type WrittenComment } from '../kernel';
import { placesIn } from './place';

/** What the lexer of `yaml` gives beside the text: the end of a flow, a document, a scalar to come. */
const FLOW_END = '\u0018';
const DOCUMENT = '\u0002';
const SCALAR = '\u001f';

/**
 * The comments that accept findings in some texts by file, each with the lines of the node that it
 * stands at. A text without the word is not looked at.
 */
export function commentsIn(texts: ReadonlyMap<string, string>): readonly WrittenComment[] {
  return [...texts].flatMap(([file, text]) =>
    text.includes(IGNORE_COMMENT) ? commentsOf(text, file) : [],
  );
}

function commentsOf(text: string, file: string): readonly WrittenComment[] {
  const placeOf = placesIn(text);
  const lines = text.split('\n');
  return rawComments(text).map(({ offset, comment }) => {
    const { line, column } = placeOf(offset);
    const node = nodeAt(lines, line - 1, column - 1);
    return { file, line, column, text: comment, ...(node !== undefined && { node }) };
  });
}

/** Told from texts with a `#` in them by the lexer alone: parsing would cost as much as reading. */
function rawComments(text: string) {
  const found: { readonly offset: number; readonly comment: string }[] = [];
  let offset = 0;
  let isScalar = false;
  for (const token of new Lexer().lex(text)) {
    const isMark: boolean =
      !isScalar && (token === FLOW_END || token === DOCUMENT || token === SCALAR);
    if (!isScalar && token.startsWith('#') && token.includes(IGNORE_COMMENT)) {
      found.push({ offset, comment: token.trimEnd() });
    }
    isScalar = isMark && token === SCALAR;
    if (!isMark) offset += token.length;
  }
  return found;
}

/** The lines of the node that a comment stands at, counted from 1. */
function nodeAt(lines: readonly string[], at: number, column: number): WrittenComment['node'] {
  const isAlone = (lines[at] ?? '').slice(0, column).trim() === '';
  const first = isAlone || isSeparator(lines[at]) ? nextNode(lines, at) : at;
  if (first === undefined) return undefined;
  const last = isFirstOfDocument(lines, first) ? endOfDocument(lines, first) : endOf(lines, first);
  return { first: first + 1, last: last + 1 };
}

function isSeparator(line = ''): boolean {
  return /^(?:---|\.\.\.)(?:\s|$)/.test(line);
}

/** Neither empty nor a comment, a directive or the border of a document. */
function isContent(line = ''): boolean {
  return !isSeparator(line) && !/^\s*(?:#.*)?$/.test(line) && !line.startsWith('%');
}

/** What stands below a comment in its document, or in the next one where it has nothing above it. */
function nextNode(lines: readonly string[], at: number): number | undefined {
  const next = lines.findIndex((line, i) => i > at && isContent(line));
  if (next < 0) return undefined;
  const from = isSeparator(lines[at]) ? at + 1 : at;
  const border = lines.slice(from, next).some(isSeparator);
  return border && !isFirstOfDocument(lines, at) ? undefined : next;
}

function isFirstOfDocument(lines: readonly string[], at: number): boolean {
  for (let i = at - 1; i >= 0 && !isSeparator(lines[i]); i -= 1) {
    if (isContent(lines[i])) return false;
  }
  return true;
}

function endOfDocument(lines: readonly string[], first: number): number {
  const border = lines.findIndex((line, i) => i > first && isSeparator(line));
  return (border < 0 ? lines.length : border) - 1;
}

/**
 * The last line that is indented deeper than the first. The entries of a list may stand as deep as
 * the key that holds it.
 */
function endOf(lines: readonly string[], first: number): number {
  const depth = depthOf(lines[first]);
  const holdsEntries = !isEntry(lines[first]);
  let last = first;
  for (let i = first + 1; i < lines.length; i += 1) {
    const line = lines[i];
    if (isSeparator(line)) break;
    if (!isContent(line)) continue;
    const isInside =
      depthOf(line) > depth || (depthOf(line) === depth && holdsEntries && isEntry(line));
    if (!isInside) break;
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
