import type { DiffFlags } from '../commands/diff-flags';
import { hasApp } from '../input/cdk8s-app';
import type { Io } from '../io';
import { notesFor } from '../output/notes';
import { providePackages } from './packages';
import { findRepository } from './repository';
import { type Revision, revisionsIn } from './revisions';
import { type ComparedSides, readSide } from './sides';
import { withWorktrees } from './worktrees';

/** Which revisions are compared, and which paths in them. */
export interface RevisionsAsked {
  readonly word: string;
  /** Without any, the app is run in each. */
  readonly paths: readonly string[];
}

/** Reads two revisions in checkouts of their own, and answers while these are there. */
export async function compareRevisions<T>(
  { word, paths }: RevisionsAsked,
  flags: DiffFlags,
  io: Io,
  answer: (sides: ComparedSides) => T,
): Promise<T> {
  const notes = notesFor(flags, io);
  const repository = await findRepository(io);
  const { before, after } = await revisionsIn(word, repository, notes);
  return withWorktrees(repository, io, async (checkOut) => {
    const read = async ({ name, commit }: Revision, side: 'before' | 'after') => {
      if (commit === 'working-tree') return readSide(name, paths, { flags, io, side });
      notes.detail(`checks out ${name} (${commit.slice(0, 12)})`);
      const worktree = await checkOut(commit);
      const there: Io = { ...io, cwd: worktree.cwd };
      if (paths.length === 0 && hasApp(worktree.cwd)) {
        const install = flags.install === true;
        await providePackages(worktree, { repository, name, install, notes, io });
      }
      return readSide(name, paths, { flags, io: there, side });
    };
    return answer({ before: await read(before, 'before'), after: await read(after, 'after') });
  });
}
