import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { REPOSITORY } from './repository';

/** One fenced block of a page. */
export interface Fence {
  readonly language: string;
  readonly text: string;
  /** Line of the opening fence, from 1. */
  readonly line: number;
  /** The file that its first line names, as in `// shop.ts` or `# intents.yaml`. @default - none */
  readonly file?: string;
}

/** The fenced blocks of a Markdown file of this repository, in their order. */
export function fencesOf(file: string): readonly Fence[] {
  const page = readFileSync(join(REPOSITORY, file), 'utf8');
  return [...page.matchAll(/^```(\S+)\n([\s\S]*?)^```$/gm)].map((match) => ({
    language: match[1] ?? '',
    text: match[2] ?? '',
    line: page.slice(0, match.index).split('\n').length,
    ...fileNamedIn(match[2] ?? ''),
  }));
}

function fileNamedIn(text: string): Pick<Fence, 'file'> {
  const file = /^(?:\/\/|#) (\S+\.(?:ts|yaml))$/m.exec(text.split('\n')[0] ?? '')?.[1];
  return file === undefined ? {} : { file };
}

/** The blocks that name the file they are, as a folder of such files. */
export function filesOf(fences: readonly Fence[]): Readonly<Record<string, string>> {
  return Object.fromEntries(
    fences.flatMap(({ file, text }) => (file === undefined ? [] : [[file, text]])),
  );
}

/**
 * The text after a `diff` block: its lines without a mark and those with `-` are found in it once,
 * and become its lines without a mark and those with `+`.
 */
export function patched(text: string, diff: string): string {
  const lines = diff.trimEnd().split('\n');
  const side = (other: string) =>
    lines.filter((line) => !line.startsWith(other)).map((line) => `${line.slice(1)}\n`);
  const [before = '', after = ''] = [side('+').join(''), side('-').join('')];
  const parts = text.split(before);
  return parts.length === 2 ? parts.join(after) : text;
}

/** A command a page shows, and the output it claims. */
export interface ShownCommand {
  readonly command: string;
  readonly output: string;
}

/** The commands of a `console` block: lines after `$ `, each with the lines up to the next one. */
export function commandsOf({ text }: Fence): readonly ShownCommand[] {
  return text
    .split(/^\$ /m)
    .slice(1)
    .map((part) => {
      const [command = '', ...output] = part.split('\n');
      return { command, output: output.join('\n').trim() };
    });
}

/** The output a page claims as a pattern: a line `...` stands for any lines that it leaves out. */
export function shownPattern(output: string): RegExp {
  const lines = output.split('\n').map((line) => {
    if (line === '...') return '(?:.*\\n)*?';
    return `${line.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')}\\n`;
  });
  return new RegExp(`^${lines.join('')}$`);
}
