import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { netpol } from '../unit/cli/support/session';
import { REPOSITORY } from './repository';
import { run } from './run';

/** A folder of a page, inside the checkout, where the package is found by its name; git ignores it. */
export interface PageFolder {
  readonly path: string;
  readonly remove: () => void;
}

/** A new folder with these files. */
export function pageFolder(files: Readonly<Record<string, string>>): PageFolder {
  mkdirSync(join(REPOSITORY, 'build'), { recursive: true });
  const path = mkdtempSync(join(REPOSITORY, 'build/page-'));
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(path, name)), { recursive: true });
    writeFileSync(join(path, name), text);
  }
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}

/**
 * What a terminal shows after a command of a page, stdout and stderr as they come. It knows
 * `npx netpol ...`, `npx tsx ...`, `npx vitest run` and `; echo $?`, and runs this package from source.
 */
export async function shownAfter(line: string, cwd: string): Promise<string> {
  const [command = '', echo] = line.split('; echo $?');
  const [, program = '', ...words] = wordsOf(command);
  const { code, text } = await ran(program, words, cwd);
  return echo === undefined ? text : `${text}${code}\n`;
}

interface Ran {
  readonly code: number | null;
  readonly text: string;
}

async function ran(program: string, words: readonly string[], cwd: string): Promise<Ran> {
  switch (program) {
    case 'netpol':
      return netpolIn(words, cwd);
    case 'tsx':
      return nodeIn(['-C', '@netpol/source', '-r', 'tsx/cjs', ...words], cwd);
    case 'vitest':
      return vitestIn(words, cwd);
    default:
      return { code: 127, text: `this page cannot run ${program}\n` };
  }
}

async function netpolIn(words: readonly string[], cwd: string): Promise<Ran> {
  const shown: string[] = [];
  const terminal = { write: (text: string) => shown.push(text) };
  const { code } = await netpol(words, { cwd, columns: 100, stdout: terminal, stderr: terminal });
  return { code, text: shown.join('') };
}

function nodeIn(words: readonly string[], cwd: string): Ran {
  const { code, stdout, stderr } = run(process.execPath, words, { cwd });
  return { code, text: stdout + stderr };
}

/** With a configuration of its own, so that the tests of the page are run and not those of this package. */
function vitestIn(words: readonly string[], cwd: string): Ran {
  const conditions = `{ resolve: { conditions: ['@netpol/source'] } }`;
  const config = `export default { ...${conditions}, ssr: ${conditions} };\n`;
  writeFileSync(join(cwd, 'vitest.config.mjs'), config);
  return nodeIn([join(REPOSITORY, 'node_modules/vitest/vitest.mjs'), ...words], cwd);
}

/** The words of a command; quotes hold blanks together, as in `'shop/*'`. */
function wordsOf(command: string): readonly string[] {
  return [...command.matchAll(/'([^']*)'|(\S+)/g)].map(
    ([, quoted, plain]) => quoted ?? plain ?? '',
  );
}
