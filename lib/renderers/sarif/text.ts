import { oneLine } from '../../kernel';

/**
 * Lines as the text of a message. Two things mean something there: `[word](1)` is a link, and `{0}`
 * stands for an argument.
 */
export function messageText(lines: readonly string[]): string {
  return lines
    .map((line) =>
      oneLine(line)
        .replace(/\](?=\()/g, '] ')
        .replace(/\{(?=\d+\})/g, '{ '),
    )
    .join('\n');
}
