import { oneLine, UsageError } from '../../kernel';
import { fixFiles, tellFixes, writeFixes } from '../fix/fix-files';
import { unifiedDiff } from '../fix/unified-diff';
import { openBaseline } from '../input/baseline';
import type { Loaded } from '../input/load-cluster';
import type { Io } from '../io';
import { notesFor } from '../output/notes';
import type { LintFlags } from './lint-flags';
import { type LintLoadedOptions, lintLoaded } from './lint-loaded';

/**
 * Makes the changes that are certain, and gives the manifests as they are then. With `--fix-dry-run`
 * they are shown as a diff, and nothing is written.
 */
export function fixLoaded(
  loaded: Loaded,
  levels: LintLoadedOptions['levels'],
  flags: LintFlags,
  io: Io,
): Loaded {
  // What is asked on the way says nothing, and writes no baseline.
  const { baseline: named } = flags;
  const baseline = openBaseline(named === undefined ? {} : { baseline: named }, loaded.project, io);
  const notes = notesFor({ quiet: true }, io);
  const fixed = fixFiles(loaded, {
    lint: (state) => lintLoaded({ ...loaded, ...state, notes }, { levels, baseline }),
    build: loaded.build,
  });
  tellFixes(fixed, loaded.notes, flags.fixDryRun === true ? 'shown' : 'written');
  if (flags.fixDryRun !== true) {
    writeFixes(loaded, fixed.after);
    return fixed.after;
  }
  for (const [file, text] of loaded.texts) {
    const diff = unifiedDiff(file, text, fixed.after.texts.get(file) ?? text);
    io.stdout.write(diff.split('\n').map(inert).join('\n'));
  }
  return loaded;
}

/** A line that moves no cursor; tabs and the ends of lines are part of the text. */
function inert(line: string): string {
  return line
    .split(/([\t\r])/)
    .map((part) => (/^[\t\r]$/.test(part) ? part : oneLine(part)))
    .join('');
}

/** @throws {UsageError} for flags of which one would be ignored */
export function checkFixFlags({ fix, fixDryRun, output, report = [] }: LintFlags): void {
  if (fix === true && fixDryRun === true) {
    throw new UsageError('--fix and --fix-dry-run contradict each other', 'give one');
  }
  if (fixDryRun === true && (output !== undefined || report.length > 0)) {
    throw new UsageError(
      '--fix-dry-run prints a diff, and nothing else',
      'leave -o and --report out',
    );
  }
}
