import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { REPOSITORY } from './repository';

/** One fenced block of a page. */
export interface Fence {
  readonly language: string;
  readonly text: string;
  /** Line of the opening fence, from 1. */
  readonly line: number;
}

/** The fenced blocks of a Markdown file of this repository, in their order. */
export function fencesOf(file: string): readonly Fence[] {
  const page = readFileSync(join(REPOSITORY, file), 'utf8');
  return [...page.matchAll(/^```(\S+)\n([\s\S]*?)^```$/gm)].map((match) => ({
    language: match[1] ?? '',
    text: match[2] ?? '',
    line: page.slice(0, match.index).split('\n').length,
  }));
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
