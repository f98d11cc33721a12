import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { failureCode, UsageError } from '../../kernel';
import type { TerminalOptions } from '../../renderers';
import type { CommonFlags } from '../flags';
import type { Io } from '../io';
import type { Format } from './format';
import { terminalOptions } from './terminal';

/** How an answer is written in each of the formats of its verb. */
export type Renderings = { readonly [format in Format]?: (how: TerminalOptions) => string };

/** Lines of a file are for whoever opens it, however wide the terminal is in which it was made. */
const FILE_WIDTH = 100;

/**
 * Writes an answer to stdout, and each report to its file, which it replaces.
 *
 * @throws {UsageError} for a file that cannot be written
 */
export function deliver(renderings: Renderings, flags: CommonFlags, io: Io): void {
  for (const { format, file } of flags.report ?? []) {
    const how: TerminalOptions = {
      width: FILE_WIDTH,
      glyphs: format === 'plain' ? 'ascii' : 'unicode',
    };
    write(file, renderings[format]?.(how) ?? '', io);
  }
  io.stdout.write(renderings[flags.output ?? 'pretty']?.(terminalOptions(flags, io)) ?? '');
}

function write(called: string, text: string, { cwd }: Io): void {
  const path = resolve(cwd, called);
  try {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  } catch (failure) {
    throw new UsageError(
      `cannot write the report \`${called}\`: ${failureCode(failure) ?? 'unknown'}`,
      'name a file that this user may write',
    );
  }
}
