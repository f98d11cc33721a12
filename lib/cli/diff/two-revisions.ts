import { InternalError } from '../../kernel';
import type { DiffFlags } from '../commands/diff-flags';
import { hasApp } from '../input/cdk8s-app';
import type { Io } from '../io';
import { type Notes, notesFor } from '../output/notes';
import { emptySide, presentIn, refuseNowhere, type Searched } from './missing-paths';
import { providePackages } from './packages';
import { findRepository } from './repository';
import { type Revision, revisionsIn } from './revisions';
import { type ComparedSide, type ComparedSides, readSide } from './sides';
import { type Worktree, withWorktrees } from './worktrees';

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
    const find = async ({ name, commit }: Revision): Promise<Found> => {
      if (commit === 'working-tree') return { name, io };
      notes.detail(`checks out ${name} (${commit.slice(0, 12)})`);
      const worktree = await checkOut(commit);
      return { name, io: { ...io, cwd: worktree.cwd }, worktree };
    };
    const found = { before: await find(before), after: await find(after) };
    refuseNowhere(paths, found.before, found.after);
    const read = async (side: 'before' | 'after') => {
      const { name, io: there, worktree } = found[side];
      const present = presentIn(found[side], paths, notes);
      if (present.isEmpty) return undefined;
      if (worktree !== undefined && paths.length === 0 && hasApp(worktree.cwd)) {
        const install = flags.install === true;
        await providePackages(worktree, { repository, name, install, notes, io });
      }
      return readSide(name, present.paths, { flags, io: there, side });
    };
    const sides = { before: await read('before'), after: await read('after') };
    return answer(bothOf(sides, [before.name, after.name], { flags, notes }));
  });
}

/** A side, and where its files are. */
interface Found extends Searched {
  /** @default - the files as they are now */
  readonly worktree?: Worktree;
}

/** Every path is on some side, so that at most one has none of them. */
function bothOf(
  { before, after }: { readonly [side in keyof ComparedSides]: ComparedSide | undefined },
  [earlier, later]: readonly [string, string],
  told: { readonly flags: DiffFlags; readonly notes: Notes },
): ComparedSides {
  if (after !== undefined) {
    return { before: before ?? emptySide(earlier, after, told), after };
  }
  if (before === undefined) throw new InternalError('both sides are empty');
  return { before, after: emptySide(later, before, told) };
}
