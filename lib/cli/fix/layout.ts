import { type LineChange, lineChanges } from './line-changes';

/**
 * A text with the changes between two printed forms of it. The first form says the same as the text
 * in the layout of a printer, so that what differs between both forms is what was edited. Undefined
 * where lines that were edited are not found in the text.
 */
export function inLayoutOf(text: string, before: string, after: string): string | undefined {
  const end = text.includes('\r\n') ? '\r\n' : '\n';
  const lines = text.split(/\r?\n/);
  const [from, to] = [before.split('\n'), after.split('\n')];
  const placeOf = placesOf(from, lines);
  const result = [...lines];
  for (const change of lineChanges(from, to).toReversed()) {
    const place = spanOf(change, placeOf);
    if (place === undefined) return undefined;
    const [first, last] = place;
    const old = from.slice(...change.before);
    const added = to.slice(...change.after).map((line, i) => {
      const [printed, written] = [old[i], lines[first + i]];
      const isSame =
        printed !== undefined && written !== undefined && bare(printed) === bare(written);
      if (isSame) return asWritten(line, printed, written);
      return shifted(line, Math.min(change.before[0] + i, change.before[1]), {
        from,
        lines,
        placeOf,
      });
    });
    result.splice(first, last - first, ...added);
  }
  return result.join(end);
}

/** Where a line of the printed form stands in the text; undefined for one that is not found there. */
type PlaceOf = (line: number) => number | undefined;

function placesOf(printed: readonly string[], lines: readonly string[]): PlaceOf {
  const apart = lineChanges(printed.map(bare), lines.map(bare));
  return (line) => {
    if (apart.some(({ before: [from, to] }) => from <= line && line < to)) return undefined;
    const passed = apart.findLast(({ before: [, to] }) => to <= line);
    return passed === undefined ? line : line + passed.after[1] - passed.before[1];
  };
}

/** The lines of the text that a change replaces, or before which it adds. */
function spanOf({ before: [from, to] }: LineChange, placeOf: PlaceOf) {
  if (from === to) {
    const above = from === 0 ? -1 : placeOf(from - 1);
    return above === undefined ? undefined : ([above + 1, above + 1] as const);
  }
  const [first, last] = [placeOf(from), placeOf(to - 1)];
  if (first === undefined || last === undefined || last - first !== to - 1 - from) return undefined;
  return [first, last + 1] as const;
}

interface Forms {
  readonly from: readonly string[];
  readonly lines: readonly string[];
  readonly placeOf: PlaceOf;
}

/** A line that was added, as far to the right as the text has what stands above it. */
function shifted(line: string, at: number, { from, lines, placeOf }: Forms): string {
  const own = indentOf(line);
  const above = from
    .slice(0, at)
    .findLastIndex((each) => each.trim() !== '' && indentOf(each) <= own);
  const place = above < 0 ? undefined : placeOf(above);
  if (place === undefined) return line;
  const by = indentOf(lines[place] ?? '') - indentOf(from[above] ?? '');
  return by < 0 ? line.slice(Math.min(-by, own)) : ' '.repeat(by) + line;
}

function indentOf(line: string): number {
  return line.length - line.trimStart().length;
}

/** A line without what a printer may change. */
function bare(line: string): string {
  return line.replace(/\s+/g, '');
}

/** An edited line in which everything but the edit stands as it was written. */
function asWritten(line: string, printed: string, written: string): string {
  if (printed === written) return line;
  const start = sharedStart(line, printed);
  const most = Math.min(line.length, printed.length) - start;
  const end = Math.min(most, sharedStart(reversed(line), reversed(printed)));
  const head = firstOf(written, line.slice(0, start));
  const tail = reversed(firstOf(reversed(written), reversed(line.slice(line.length - end))));
  return head + line.slice(start, line.length - end) + tail;
}

function sharedStart(a: string, b: string): number {
  let at = 0;
  while (at < a.length && a[at] === b[at]) at += 1;
  return at;
}

function reversed(text: string): string {
  return [...text].reverse().join('');
}

/** The beginning of `written` that says as much as `said`, with the blanks behind it where that has any. */
function firstOf(written: string, said: string): string {
  let left = bare(said).length;
  let at = 0;
  while (left > 0) {
    if (!/\s/.test(written[at] ?? '')) left -= 1;
    at += 1;
  }
  const blanks = /\s$/.test(said) ? (/^\s*/.exec(written.slice(at))?.[0] ?? '') : '';
  return written.slice(0, at) + blanks;
}
