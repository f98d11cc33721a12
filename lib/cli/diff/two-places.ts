import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { UsageError } from '../../kernel';
import type { DiffFlags } from '../commands/diff-flags';
import type { Io } from '../io';
import { type ComparedSides, readSide } from './sides';

/** Whether a word names something on the disk, or standard input. */
export function isPlace(word: string, { cwd }: Io): boolean {
  return word === '-' || existsSync(resolve(cwd, word));
}

/** Reads two files or folders. @throws {UsageError} for any other number of them */
export async function readTwoPlaces(
  places: readonly string[],
  flags: DiffFlags,
  io: Io,
): Promise<ComparedSides> {
  const [before, after, ...more] = places;
  if (before === undefined || after === undefined || more.length > 0) {
    throw new UsageError(
      `diff compares two files or folders, and got ${places.length}`,
      'write netpol diff before/ after/, or netpol diff main...HEAD',
    );
  }
  if (before === '-' && after === '-') {
    throw new UsageError('there is one standard input, and it cannot be both sides', 'name a file');
  }
  return {
    before: await readSide(before, [before], { flags, io, side: 'before' }),
    after: await readSide(after, [after], { flags, io, side: 'after' }),
  };
}
