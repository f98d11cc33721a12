import { oneLine } from '../../kernel';

/** A text between quotes, without what Graphviz reads inside them: escapes and entities. */
export function dotText(text: string): string {
  const safe = oneLine(text)
    .replace(/\p{Surrogate}/gu, '\ufffd')
    .replaceAll('&', '&amp;')
    .replaceAll('\\', '\\\\')
    .replaceAll('"', '\\"');
  return `"${safe}"`;
}
