import { type LineChange, lineChanges } from './line-changes';

/** Lines shown around a change. */
const CONTEXT = 3;

/** How one text becomes another, as `patch` and `git apply` read it; empty where they are the same. */
export function unifiedDiff(file: string, before: string, after: string): string {
  if (before === after) return '';
  const [a, b] = [linesOf(before), linesOf(after)];
  const hunks = together(lineChanges(a, b)).map((changes) => hunkText(changes, a, b));
  const [from, to] = file.startsWith('/') ? [file, file] : [`a/${file}`, `b/${file}`];
  return `--- ${from}\n+++ ${to}\n${hunks.join('')}`;
}

/** The lines with their ends, so that a missing last one is a change as well. */
function linesOf(text: string): readonly string[] {
  return text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
}

/** Changes whose surroundings meet are shown as one. */
function together(changes: readonly LineChange[]): readonly (readonly LineChange[])[] {
  const groups: LineChange[][] = [];
  for (const change of changes) {
    const last = groups.at(-1)?.at(-1);
    const isNear = last !== undefined && change.before[0] - last.before[1] <= 2 * CONTEXT;
    if (isNear) groups.at(-1)?.push(change);
    else groups.push([change]);
  }
  return groups;
}

function hunkText(
  changes: readonly LineChange[],
  a: readonly string[],
  b: readonly string[],
): string {
  const [first, last] = [changes[0], changes.at(-1)];
  if (first === undefined || last === undefined) return '';
  const from = Math.max(0, first.before[0] - CONTEXT);
  const to = Math.min(a.length, last.before[1] + CONTEXT);
  const shift = first.after[0] - first.before[0];
  const body: string[] = [];
  let at = from;
  for (const { before, after } of changes) {
    body.push(...marked(' ', a.slice(at, before[0])));
    body.push(...marked('-', a.slice(before[0], before[1])));
    body.push(...marked('+', b.slice(after[0], after[1])));
    at = before[1];
  }
  body.push(...marked(' ', a.slice(at, to)));
  const added = last.after[1] + (to - last.before[1]) - (from + shift);
  return `@@ -${span(from, to - from)} +${span(from + shift, added)} @@\n${body.join('')}`;
}

function span(from: number, length: number): string {
  return `${length === 0 ? from : from + 1},${length}`;
}

function marked(sign: string, lines: readonly string[]): readonly string[] {
  return lines.map((line) =>
    line.endsWith('\n') ? sign + line : `${sign}${line}\n\\ No newline at end of file\n`,
  );
}
