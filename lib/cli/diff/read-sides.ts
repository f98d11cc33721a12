import type { DiffFlags } from '../commands/diff-flags';
import type { Io } from '../io';
import type { ComparedSides } from './sides';
import { readTwoPlaces } from './two-places';

/** Reads the two sides that the words mean, and answers while both are there. */
export async function readSides<T>(
  words: readonly string[],
  flags: DiffFlags,
  io: Io,
  answer: (sides: ComparedSides) => T,
): Promise<T | undefined> {
  return answer(await readTwoPlaces(words, flags, io));
}
