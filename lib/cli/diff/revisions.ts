import { count, didYouMean, UsageError } from '../../kernel';
import type { Notes } from '../output/notes';
import type { Repository } from './repository';

/** One side that a revision means: a commit, or the files as they are now. */
export interface Revision {
  readonly name: string;
  readonly commit: string | 'working-tree';
}

/** What is compared with what. */
export interface Revisions {
  readonly before: Revision & { readonly commit: string };
  readonly after: Revision;
}

/** Whether a word can mean a range of revisions: `main...HEAD`, `main..HEAD`. */
export function isRange(word: string): boolean {
  return word.includes('..');
}

/**
 * What a word means: `A...B` is what B changed since it left A, `A..B` all that differs, `A` what
 * differs between A and the files as they are now.
 *
 * @throws {UsageError} for what is no revision
 */
export async function revisionsIn(
  word: string,
  repository: Repository,
  notes: Notes,
): Promise<Revisions> {
  const range = /^(.*?)(\.\.\.?)(.*)$/.exec(word);
  if (range === null) {
    const commit = await commitOf(word, repository);
    return {
      before: { name: word, commit },
      after: { name: 'the working tree', commit: 'working-tree' },
    };
  }
  const [, left = '', dots, right = ''] = range;
  const [one, other] = [left || 'HEAD', right || 'HEAD'];
  const [from, to] = [await commitOf(one, repository), await commitOf(other, repository)];
  await noteChanges(to, one, repository, notes);
  const after = { name: other, commit: to };
  if (dots === '..') return { before: { name: one, commit: from }, after };
  const base = await repository.mergeBaseOf(from, to);
  if (base === undefined) {
    throw new UsageError(
      `${one} and ${other} have no commit in common`,
      `write ${one}..${other} to compare them as they are`,
    );
  }
  const name = base === from ? one : `where ${other} left ${one}`;
  return { before: { name, commit: base }, after };
}

async function commitOf(name: string, repository: Repository): Promise<string> {
  const commit = await repository.commitOf(name);
  if (commit !== undefined) return commit;
  const names = await repository.names();
  if (names.length === 0 && (await repository.commitOf('HEAD')) === undefined) {
    throw new UsageError(
      'this repository has no commit yet, so there are no revisions to compare',
      'commit first, or name two files or folders',
    );
  }
  throw new UsageError(
    `\`${name}\` is neither a file or folder nor a revision.${didYouMean(name, ['HEAD', ...names])}`,
    'in a shallow clone, fetch the branch first: git fetch origin main; of actions/checkout, set fetch-depth: 0',
  );
}

/** Who compares with HEAD may think that it is what the editor shows. */
async function noteChanges(
  commit: string,
  base: string,
  { commitOf: find, changedFiles }: Repository,
  notes: Notes,
): Promise<void> {
  if (commit !== (await find('HEAD'))) return;
  const files = await changedFiles();
  if (files === 0) return;
  notes.note(
    `note: ${count(files, 'file')} of the working tree changed since HEAD, and not in this answer (netpol diff ${base} compares with the working tree)`,
  );
}
