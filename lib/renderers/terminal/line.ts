import { notACommand, oneLine } from '../../kernel';
import type { Style, Tone } from './style';

/** A piece of one line. Whatever the text holds, it stays on its line and moves no cursor. */
export interface Span {
  readonly text: string;
  readonly tone?: Tone;
}

/** One line of output. */
export type Line = readonly Span[];

/** A line, or a cell, of plain text. */
export function plain(text: string): Span {
  return { text };
}

/** How many columns a text takes. */
export function widthOf(text: string): number {
  return [...oneLine(text)].length;
}

/** `text` filled up with spaces to `width` columns. */
export function pad({ text, tone }: Span, width: number): Line {
  const fill = ' '.repeat(Math.max(0, width - widthOf(text)));
  return [tone === undefined ? { text } : { text, tone }, { text: fill }];
}

/** A line that helps to read the others. */
export function hintLine(text: string): Line {
  return [{ text, tone: 'faint' }];
}

/** A line further to the right. */
export function indented(by: number, ...spans: readonly Span[]): Line {
  return [{ text: ' '.repeat(by) }, ...spans];
}

/** Lines as text, coloured; every line ends with a newline and none with a space. */
export function printLines(lines: readonly Line[], style: Style = {}): string {
  return lines.map((line) => `${notACommand(printLine(line, style))}\n`).join('');
}

function printLine(line: Line, style: Style): string {
  const last = line.findLastIndex(({ text }) => text.trim() !== '');
  return line
    .slice(0, last + 1)
    .map(({ text, tone }) => {
      const safe = oneLine(text);
      const paint = tone === undefined ? undefined : style[tone];
      return paint === undefined || safe === '' ? safe : paint(safe);
    })
    .join('')
    .trimEnd();
}
