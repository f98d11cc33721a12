import { codeAt, LINE_FEED, SPACE, type Walk } from './lines';

const DASH = 45;

/** What a literal may hold that not all readers keep as it is. */
const ODD = /[\t\r]/;

/**
 * The text of lines behind a `|` or `|-`, deeper than `indent`; undefined where a line of spaces
 * makes its end or its indentation doubtful. The walk then stands where a line begins.
 */
export function readLiteral(walk: Walk, indent: number): string | undefined {
  const isStripped = codeAt(walk, walk.at + 1) === DASH;
  const start = walk.at + (isStripped ? 2 : 1);
  if (codeAt(walk, start) !== LINE_FEED) return undefined;
  const depth = spacesAt(walk, start + 1);
  if (depth <= indent) return undefined;
  walk.at = start + 1;
  const lines = readLines(walk, depth);
  if (lines === undefined || ODD.test(lines)) return undefined;
  return isStripped ? lines.slice(0, -1) : lines;
}

function spacesAt(walk: Walk, start: number): number {
  let at = start;
  while (codeAt(walk, at) === SPACE) at += 1;
  return at - start;
}

/** The lines at a depth or deeper, without the empty ones behind the last; there is at least one. */
function readLines(walk: Walk, depth: number): string | undefined {
  const { text, end } = walk;
  let lines = '';
  let empty = '';
  while (walk.at < end) {
    if (text.charCodeAt(walk.at) === LINE_FEED) {
      empty += '\n';
      walk.at += 1;
      continue;
    }
    const spaces = spacesAt(walk, walk.at);
    const lineEnd = text.indexOf('\n', walk.at + spaces);
    if (lineEnd <= walk.at + spaces) return undefined;
    if (spaces < depth) break;
    lines += empty + text.slice(walk.at + depth, lineEnd + 1);
    empty = '';
    walk.at = lineEnd + 1;
  }
  return lines === '' ? undefined : lines;
}
