import { UsageError } from '../../kernel';
import type { DiffFlags } from '../commands/diff-flags';
import type { Io } from '../io';
import { isRange } from './revisions';
import { compareSaved } from './saved';
import type { ComparedSides } from './sides';
import { isPlace, readTwoPlaces } from './two-places';
import { compareRevisions } from './two-revisions';

/** Reads the two sides that the words mean, and answers while both are there. */
export async function readSides<T>(
  words: readonly string[],
  flags: DiffFlags,
  io: Io,
  answer: (sides: ComparedSides) => T,
): Promise<T> {
  if (flags.against !== undefined) {
    return answer(await compareSaved(flags.against, words, flags, io));
  }
  const [word, ...paths] = words;
  if (word === undefined) {
    throw new UsageError(
      'diff compares two sides, and none is named',
      'write netpol diff before/ after/, or netpol diff main...HEAD',
    );
  }
  if (isPlace(word, io)) return answer(await readTwoPlaces(words, flags, io));
  if (!isRange(word) && paths.some((path) => !isPlace(path, io))) {
    throw new UsageError(
      `diff takes one revision, or a range, and got ${words.length}`,
      `write netpol diff ${word}..${paths[0]}`,
    );
  }
  return compareRevisions({ word, paths }, flags, io, answer);
}
