import { oneLine } from '../../kernel';

/** Longer texts are cut: a picture is no place to read them, and GitHub draws none of 50,000 characters. */
const LONGEST = 80;

/**
 * A text between quotes. Whatever is not surely harmless becomes an entity of mermaid, so that it ends
 * no quotes, begins no list and no link, and is no markup.
 */
export function mermaidText(text: string): string {
  const chars = [...oneLine(text)];
  const short =
    chars.length > LONGEST ? [...chars.slice(0, LONGEST - 1), '…'].join('') : chars.join('');
  const safe = short
    .replace(/[^A-Za-z0-9 ./:_,+?!=()-]/gu, entity)
    .replace(/[.+-](?= )|:(?=\/)/g, entity);
  return safe.trim() === '' ? entity(' ') : safe;
}

function entity(char: string): string {
  return `#${char.codePointAt(0) ?? 32};`;
}
