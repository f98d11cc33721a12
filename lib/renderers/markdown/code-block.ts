import { oneLine } from '../../kernel';

/** Lines as a block of code that none of them ends. */
export function codeBlock(text: string, language: 'text' | 'mermaid' | 'yaml' | 'diff'): string {
  const lines = text.replace(/\n$/, '').split('\n').map(oneLine);
  const runs = lines.flatMap((line) => line.match(/`+/g) ?? []).map(({ length }) => length);
  const fence = '`'.repeat(Math.max(3, ...runs.map((length) => length + 1)));
  return `${fence}${language}\n${lines.join('\n')}\n${fence}\n`;
}
