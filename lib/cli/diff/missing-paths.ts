import { UsageError } from '../../kernel';
import { buildCluster } from '../../model';
import type { DiffFlags } from '../commands/diff-flags';
import { buildOptions } from '../input/build-options';
import type { Io } from '../io';
import type { Notes } from '../output/notes';
import type { ComparedSide } from './sides';
import { isPlace } from './two-places';

/** A side where paths are looked for. */
export interface Searched {
  readonly name: string;
  readonly io: Io;
}

/** The paths that a side has, and those that it does not. */
export interface Present {
  readonly paths: readonly string[];
  readonly isEmpty: boolean;
}

/** The paths that a side has: a folder may come with the change, or go. What it lacks is said. */
export function presentIn({ name, io }: Searched, asked: readonly string[], notes: Notes): Present {
  const paths = asked.filter((path) => isPlace(path, io));
  for (const path of asked.filter((each) => !paths.includes(each))) {
    notes.note(`note: ${name} has no \`${path}\`, so nothing of it is on that side`);
  }
  return { paths, isEmpty: asked.length > 0 && paths.length === 0 };
}

/** @throws {UsageError} for a path that neither side has */
export function refuseNowhere(asked: readonly string[], before: Searched, after: Searched): void {
  const nowhere = asked.find((path) => !isPlace(path, before.io) && !isPlace(path, after.io));
  if (nowhere === undefined) return;
  throw new UsageError(
    `there is no file or folder \`${nowhere}\`, neither in ${before.name} nor in ${after.name}`,
    'correct the path; what is not committed is in no revision',
  );
}

/** A side that has nothing of what is compared, read as the other one was. */
export function emptySide(
  name: string,
  { loaded }: ComparedSide,
  { flags, notes }: { readonly flags: DiffFlags; readonly notes: Notes },
): ComparedSide {
  const { profile, today } = loaded;
  const { cluster } = buildCluster([], buildOptions(flags));
  const nothing = { statements: [], intentsFiles: [] };
  return { name, configured: [], loaded: { cluster, profile, notes, today, ...nothing } };
}
