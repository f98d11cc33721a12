import type { CodeLine } from '../../kernel/source';

/**
 * How many frames to look at: first the few that nearly always hold the author's, then enough to
 * look through a stack of composite constructs. Frames are dear where source maps are on.
 */
const DEPTHS: readonly number[] = [8, 100];

/** Frames of the libraries that stand between an author and us, and of Node itself. */
const NOT_THE_AUTHOR =
  /(^node:)|(^<)|(^native$)|(\/node_modules\/(cdk8s|cdk8s-plus-\d+|constructs|cdk8s-netpol)\/)/;

function stack(depth: number): string {
  const limit = Error.stackTraceLimit;
  Error.stackTraceLimit = depth;
  const text = new Error().stack ?? '';
  Error.stackTraceLimit = limit;
  return text;
}

/** `file:///C:/my%20app/x.ts?t=1` and `C:\my app\x.ts` are both `C:/my app/x.ts`. */
function plainPath(location: string): string {
  const path = location.replace(/\?.*$/, '').replaceAll('\\', '/');
  if (!path.startsWith('file://')) return path;
  const decoded = decodeURIComponent(path.slice('file://'.length));
  if (/^\/[A-Za-z]:\//.test(decoded)) return decoded.slice(1);
  return decoded.startsWith('/') ? decoded : `//${decoded}`;
}

/** One line of a V8 stack; undefined for what names no file. */
export function parseFrame(line: string): CodeLine | undefined {
  const frame = /^\s*at (?:async )?(.*)$/.exec(line)?.[1];
  if (frame === undefined || frame.includes('(eval at ') || frame.startsWith('eval at ')) {
    return undefined;
  }
  const inside = frame.endsWith(')') ? frame.slice(frame.indexOf(' (') + 2, -1) : frame;
  const match = /^(.+):(\d+):(\d+)$/.exec(inside);
  if (match === null) return undefined;
  return { file: plainPath(match[1] ?? ''), line: Number(match[2]), column: Number(match[3]) };
}

function parseStack(text: string): CodeLine[] {
  return text.split('\n').flatMap((line) => parseFrame(line) ?? []);
}

/** Where this package was loaded from: `.../lib/` or `.../build/`; undefined inside a bundle. */
const OWN_ROOT = /^(.*\/)constructs\/dsl\/caller\.[cm]?[jt]s$/.exec(
  parseStack(stack(1))[0]?.file ?? '',
)?.[1];

/** `file` as seen from `base`; unchanged where no relative path leads there (another drive). */
export function relativePath(base: string, file: string): string {
  const from = plainPath(base).replace(/\/$/, '').split('/');
  const to = file.split('/');
  const drive = (parts: readonly string[]) => (parts[0] ?? '').toLowerCase();
  if (drive(from) !== drive(to)) return file;
  let same = 1;
  while (same < from.length && same < to.length && from[same] === to[same]) same += 1;
  return [...from.slice(same).map(() => '..'), ...to.slice(same)].join('/');
}

/** The author's frame of a stack: the first one outside `ownRoot`, cdk8s, constructs and Node. */
export function authorFrame(text: string, ownRoot: string): CodeLine | undefined {
  return parseStack(text).find(
    ({ file }) => !file.startsWith(ownRoot) && !NOT_THE_AUTHOR.test(file),
  );
}

function frameOfAuthor(): CodeLine | undefined {
  if (OWN_ROOT === undefined) return undefined;
  for (const depth of DEPTHS) {
    const line = authorFrame(stack(depth), OWN_ROOT);
    if (line !== undefined) return line;
  }
  return undefined;
}

/**
 * The line of the author's code that called into this package, its file relative to the working
 * directory. Undefined when it cannot be known, as in a bundle: never a guess.
 */
export function callerLine(): CodeLine | undefined {
  const line = frameOfAuthor();
  return line && seenFromHere(line);
}

/** The line of the author's code in a stack that was captured earlier, as `callerLine` gives it. */
export function authorLineIn(text: string): CodeLine | undefined {
  const line = OWN_ROOT === undefined ? undefined : authorFrame(text, OWN_ROOT);
  return line && seenFromHere(line);
}

function seenFromHere(line: CodeLine): CodeLine {
  const file = typeof process === 'undefined' ? line.file : relativePath(process.cwd(), line.file);
  return { ...line, file };
}

/** The same as an object field: absent when not known. */
export function calledFrom(): { readonly typescript?: CodeLine } {
  const typescript = callerLine();
  return typescript === undefined ? {} : { typescript };
}
