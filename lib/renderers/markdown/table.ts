import { oneLine } from '../../kernel';

/** Text that means nothing to Markdown inside a code span. */
const PLAIN = /^[A-Za-z0-9./:_+=()[\]-](?:[A-Za-z0-9 ./:_,;?+=()[\]-]*[A-Za-z0-9./:_+=()[\]-])?$/;

/**
 * Text from a manifest as code, which keeps `@team` and `|` from doing anything. Where a code span
 * would not hold it, every special character becomes an entity.
 */
export function code(text: string): string {
  const line = oneLine(text);
  if (line === '') return '';
  return PLAIN.test(line) ? `\`${line}\`` : htmlCode(line);
}

/** The same where Markdown means nothing: as an element. */
export function htmlCode(text: string): string {
  const entities = oneLine(text).replace(
    /[^A-Za-z0-9 ./:-]/gu,
    (char) => `&#${char.codePointAt(0) ?? 32};`,
  );
  return `<code>${entities}</code>`;
}

/** A GitHub table whose cells are already Markdown. */
export function markdownTable(
  head: readonly string[],
  rows: readonly (readonly string[])[],
): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |\n`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('');
}
