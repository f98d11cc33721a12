import { indented, type Line, type Span, widthOf } from './line';
import type { Tone } from './style';

/** How a text is set. */
interface Setting {
  readonly indent: number;
  readonly width: number;
  readonly tone?: Tone;
}

/** A text in as many lines as it takes; a word that is wider than a line stays whole. */
export function paragraph(text: string, { indent, width, tone }: Setting): Line[] {
  return broken(text, width - indent).map((line) =>
    indented(indent, tone === undefined ? { text: line } : { text: line, tone }),
  );
}

/** A text behind a label, its further lines below its first one. */
export function labelled(label: Span, text: string, setting: Setting & { at: number }): Line[] {
  const { indent, at } = setting;
  return paragraph(text, { ...setting, indent: indent + at }).map((line, i): Line => {
    if (i > 0) return line;
    const gap = ' '.repeat(Math.max(2, at - widthOf(label.text)));
    return [{ text: ' '.repeat(indent) }, label, { text: gap }, ...line.slice(1)];
  });
}

function broken(text: string, width: number): readonly string[] {
  const lines: string[][] = [[]];
  let used = -1;
  for (const word of text.split(' ')) {
    const more = widthOf(word) + 1;
    if (used >= 0 && used + more > width) {
      lines.push([]);
      used = -1;
    }
    lines.at(-1)?.push(word);
    used += more;
  }
  return lines.map((words) => words.join(' '));
}
