import { resolve } from 'node:path';
import { groupBy, UsageError } from '../../kernel';
import type { TerminalOptions } from '../../renderers';
import type { CommonFlags } from '../flags';
import type { Io } from '../io';
import { cannotWrite } from './cannot-write';
import type { Format } from './format';
import { during } from './long-work';
import { type Pieces, writePieces } from './pieces';
import { progressFor } from './progress';
import type { Report } from './report';
import { appendStepSummary } from './step-summary';
import { terminalOptions } from './terminal';
import { writeWhole } from './write-file';

/** How an answer is written in each of the formats of its verb. */
export type Renderings = {
  readonly [format in Format]?: (how: TerminalOptions) => string | Pieces;
};

/** Lines of a file are for whoever opens it, however wide the terminal is in which it was made. */
export const FILE_WIDTH = 100;

/**
 * Writes an answer to stdout, and each report to its file, which it replaces. Nothing is written
 * before everything is rendered, but for what comes in pieces; `-o github` adds to the summary of
 * the step as well.
 *
 * @throws {UsageError} for a file that cannot be written, and for two reports in one file
 */
export function deliver(renderings: Renderings, flags: CommonFlags, io: Io): void {
  const { report = [], output = 'pretty' } = flags;
  refuseTwins(report, io);
  const answer = during('writing', { flags, io }, () => {
    const reports = report.map(({ format, file }) => {
      const glyphs = format === 'plain' ? 'ascii' : 'unicode';
      return { file, text: rendered(renderings, format, { width: FILE_WIDTH, glyphs }) };
    });
    const text = rendered(renderings, output, terminalOptions(flags, io));
    for (const each of reports) write(each.file, each.text, io);
    return text;
  });
  // From here on Ctrl-C is left to the system: who waits for a reader waits outside of JavaScript.
  progressFor(flags, io).end();
  if (output === 'github') {
    const summary = renderings.markdown?.({ width: FILE_WIDTH }) ?? '';
    appendStepSummary(typeof summary === 'string' ? summary : [...summary()].join(''), io);
  }
  if (typeof answer === 'string') io.stdout.write(answer);
  else writePieces(answer, io.stdout);
}

/** @throws {UsageError} for a text longer than a program can hold */
function rendered(renderings: Renderings, format: Format, how: TerminalOptions): string | Pieces {
  try {
    return renderings[format]?.(how) ?? '';
  } catch (failure) {
    if (!(failure instanceof RangeError && failure.message === TOO_LONG)) throw failure;
    throw new UsageError(
      `the answer is longer than one text can be (-o ${format})`,
      'ask for a part of it at a time, for example with --namespace',
    );
  }
}

/** What V8 says of a string of more than half a billion characters. */
const TOO_LONG = 'Invalid string length';

function refuseTwins(reports: readonly Report[], { cwd }: Io): void {
  const files = groupBy(reports, ({ file }) => resolve(cwd, file));
  for (const [first, second] of files.values()) {
    if (first === undefined || second === undefined) continue;
    throw new UsageError(
      `two reports go to \`${first.file}\`: ${first.format} and ${second.format}`,
      'give each a file of its own',
    );
  }
}

function write(called: string, text: string | Pieces, { cwd }: Io): void {
  const path = resolve(cwd, called);
  try {
    writeWhole(path, text);
  } catch (failure) {
    throw cannotWrite(`the report \`${called}\``, failure, 'name a file that this user may write');
  }
}
