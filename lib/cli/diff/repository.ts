import { UsageError } from '../../kernel';
import type { Io } from '../io';
import { runCommand } from './command';

/** A git repository, seen from the current folder. */
export interface Repository {
  /** The folder of the checkout. */
  readonly root: string;
  /** The current folder in it; empty for the checkout itself. */
  readonly prefix: string;
  /** The commit that a name means; undefined for no name of any. */
  commitOf(name: string): Promise<string | undefined>;
  /** What branches and tags are called; nothing in a repository without any. */
  names(): Promise<readonly string[]>;
  /** The commit at which two parted; undefined where they have none in common. */
  mergeBaseOf(one: string, other: string): Promise<string | undefined>;
  /** How many files of the checkout are not as they were committed. */
  changedFiles(): Promise<number>;
  /** Runs git, and gives what it says on stdout. @throws {UsageError} where it fails */
  git(...args: readonly string[]): Promise<string>;
}

/** The repository that holds the current folder. @throws {UsageError} where none does */
export async function findRepository(io: Io): Promise<Repository> {
  const git = async (...args: readonly string[]): Promise<string> => {
    const { code, stdout, stderr } = await runCommand('git', args, { cwd: io.cwd, io });
    if (code === 0) return stdout;
    const [reason = ''] = stderr.trim().split('\n').slice(-1);
    throw new UsageError(
      `git ${args.find((each) => !each.startsWith('-')) ?? ''} failed: ${reason}`,
    );
  };
  const ask = async (...args: readonly string[]): Promise<string | undefined> => {
    const { code, stdout } = await runCommand('git', args, { cwd: io.cwd, io });
    return code === 0 ? stdout.trim() : undefined;
  };
  const root = await ask('rev-parse', '--show-toplevel');
  if (root === undefined) {
    throw new UsageError(
      'this folder is in no git repository, so there are no revisions to compare',
      'name two files or folders',
    );
  }
  return {
    root,
    prefix: (await ask('rev-parse', '--show-prefix')) ?? '',
    git,
    commitOf: (name) => commitIn(ask, name),
    names: async () => {
      const told = await ask('for-each-ref', '--format=%(refname:short)', ...NAMED);
      return (told ?? '').split('\n').filter((line) => line !== '');
    },
    mergeBaseOf: (one, other) => ask('merge-base', one, other),
    changedFiles: async () =>
      (await git('status', '--porcelain')).split('\n').filter((line) => line !== '').length,
  };
}

/** Where git keeps branches, those of elsewhere, and tags. */
const NAMED = ['refs/heads', 'refs/remotes', 'refs/tags'];

/** What begins with a dash would be taken for an option. */
async function commitIn(
  ask: (...args: readonly string[]) => Promise<string | undefined>,
  name: string,
): Promise<string | undefined> {
  if (name === '' || name.startsWith('-')) return undefined;
  return ask('rev-parse', '--verify', '--quiet', `${name}^{commit}`);
}
