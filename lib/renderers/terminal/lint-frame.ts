import type { Source } from '../../kernel';
import { type Line, plain } from './line';

/** What stands left of every line of a finding. */
export interface Gutter {
  /** Columns of the widest number. */
  readonly digits: number;
}

/** The gutter of a place. */
export function gutterOf({ line }: Source): Gutter {
  return { digits: Math.max(MIN_DIGITS, String(line ?? '').length) };
}

const MIN_DIGITS = 2;

/** Where the text of a finding begins. */
export function textAt({ digits }: Gutter): number {
  return digits + ' | '.length;
}

/**
 * The line of a place with a sign under what is meant; nothing where the text is not known, or the
 * whole object is meant.
 */
export function frameLines(
  source: Source,
  lines: readonly string[] | undefined,
  { width, gutter }: { readonly width: number; readonly gutter: Gutter },
): Line[] {
  const { line, column, path } = source;
  if (line === undefined || column === undefined || path === undefined) return [];
  const written = lines?.[line - 1];
  if (written === undefined) return [];
  const before = [...written.slice(0, column - 1)].length;
  const shown = clipped([...written].map(visible), before, Math.max(20, width - textAt(gutter)));
  const number = String(line).padStart(gutter.digits);
  const empty = ' '.repeat(gutter.digits);
  const sign = ' '.repeat(shown.at) + '^'.repeat(shown.length);
  return [
    [{ text: `${empty} |`, tone: 'faint' }],
    [{ text: `${number} | `, tone: 'faint' }, plain(shown.text)],
    [
      { text: `${empty} | `, tone: 'faint' },
      { text: sign, tone: 'denied' },
    ],
  ];
}

/** One character as one column, so that the sign stands below what it means. */
function visible(char: string): string {
  if (char === '\t') return ' ';
  return CONTROL.test(char) ? '?' : char;
}

const CONTROL = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u;

interface Shown {
  readonly text: string;
  /** Where the sign begins, and how wide it is. */
  readonly at: number;
  readonly length: number;
}

/** How much of a long line is shown before the place. */
const CONTEXT = 20;

/** The part of a line around a place that fits into some columns. */
function clipped(chars: readonly string[], at: number, room: number): Shown {
  const end = endOfNode(chars, at);
  const isLong = chars.length > room;
  const from = isLong ? Math.max(0, Math.min(at - CONTEXT, chars.length - room)) : 0;
  const text = chars
    .slice(from, from + room)
    .join('')
    .trimEnd();
  const length = Math.max(1, Math.min(end, from + room) - at);
  return { text, at: at - from, length };
}

/** A quoted text, a bracket, a comma, the beginning of a comment, or any other character. */
const TOKEN = /"(?:[^"\\]|\\.)*"|'[^']*'|\s+#|./gu;

const DEPTH: Readonly<Record<string, number>> = { '[': 1, '{': 1, ']': -1, '}': -1 };

/** Where the node ends that begins at a place: at the end of its entry, or of the line. */
function endOfNode(chars: readonly string[], start: number): number {
  const text = chars.slice(start).join('');
  let depth = 0;
  let end = text.length;
  for (const { 0: token, index } of text.matchAll(TOKEN)) {
    depth += DEPTH[token] ?? 0;
    if (depth < 0 || (depth === 0 && (token === ',' || /^\s+#$/.test(token)))) {
      end = index;
      break;
    }
  }
  const node = text.slice(0, end).trimEnd().replace(/:$/, '');
  return start + [...node].length;
}
