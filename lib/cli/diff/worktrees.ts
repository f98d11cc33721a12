import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Interrupted } from '../failures';
import type { Io } from '../io';
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
  const folder = mkdtempSync(join(tmpdir(), 'netpol-'));
  const roots: string[] = [];
  let interrupted = false;
  const forget = io.onInterrupt?.(() => {
    interrupted = true;
  });
  const checkOut: CheckOut = async (commit) => {
    const root = join(folder, String(roots.length));
    roots.push(root);
    await repository.git(...NO_HOOKS, 'worktree', 'add', '--detach', '--force', root, commit);
    if (interrupted) throw new Interrupted();
    return { root, cwd: join(root, repository.prefix) };
  };
  try {
    const answer = await use(checkOut);
    if (interrupted) throw new Interrupted();
    return answer;
  } finally {
    rmSync(folder, { recursive: true, force: true });
    // What is gone from the disk is forgotten by this, whoever presses Ctrl-C again.
    const { onInterrupt: _, ...calm } = io;
    const how = { cwd: repository.root, io: calm };
    await runCommand('git', ['worktree', 'prune'], how).catch(() => undefined);
    forget?.();
  }
}

const NO_HOOKS = ['-c', 'core.hooksPath=/dev/null', '-c', 'advice.detachedHead=false'];
