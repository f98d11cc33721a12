import { join } from 'node:path';
import type { Io } from '../io';
import { temporaryFolder } from '../temporary-folder';
import { runCommand } from './command';
import type { Repository } from './repository';

/** A checkout of one commit that lasts as long as the question. */
export interface Worktree {
  readonly root: string;
  /** The folder in it that corresponds to the current one. */
  readonly cwd: string;
}

/** Makes checkouts beside the one there is. */
export type CheckOut = (commit: string) => Promise<Worktree>;

/**
 * Lends checkouts of commits, and removes them when `use` is done, also on failure and on Ctrl-C.
 * Nothing in the repository runs by it: hooks are left out.
 */
export async function withWorktrees<T>(
  repository: Repository,
  io: Io,
  use: (checkOut: CheckOut) => Promise<T>,
): Promise<T> {
  const prune = { program: 'git', args: ['worktree', 'prune'], cwd: repository.root };
  const folder = temporaryFolder(prune);
  const roots: string[] = [];
  const checkOut: CheckOut = async (commit) => {
    const root = join(folder.path, String(roots.length));
    roots.push(root);
    await repository.git(...NO_HOOKS, 'worktree', 'add', '--detach', '--force', root, commit);
    return { root, cwd: join(root, repository.prefix) };
  };
  try {
    return await use(checkOut);
  } finally {
    folder.remove();
    // What is gone from the disk is forgotten by this, whoever presses Ctrl-C again.
    const { onInterrupt: _, ...calm } = io;
    const how = { cwd: prune.cwd, io: calm };
    await runCommand(prune.program, prune.args, how).catch(() => undefined);
  }
}

const NO_HOOKS = ['-c', 'core.hooksPath=/dev/null', '-c', 'advice.detachedHead=false'];
