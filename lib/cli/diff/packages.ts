import { existsSync, readFileSync, symlinkSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { UsageError } from '../../kernel';
import type { Io } from '../io';
import type { Notes } from '../output/notes';
import { runCommand } from './command';
import type { Repository } from './repository';
import type { Worktree } from './worktrees';

/** What says which packages there are. */
const LOCK_FILES = ['package-lock.json', 'npm-shrinkwrap.json', 'yarn.lock', 'pnpm-lock.yaml'];

/** What providing packages takes. */
export interface Packages {
  readonly repository: Repository;
  /** What the revision is called. */
  readonly name: string;
  /** Whether packages are installed where they are others. */
  readonly install: boolean;
  readonly notes: Notes;
  readonly io: Io;
}

/**
 * Gives a checkout the packages that its app needs: those of the checkout there is, as long as both
 * lock the same ones.
 *
 * @throws {UsageError} where they do not, unless they may be installed
 */
export async function providePackages(worktree: Worktree, packages: Packages): Promise<void> {
  const { repository, name, install, notes, io } = packages;
  for (const place of foldersBetween(repository.root, io.cwd)) {
    const [here, there] = [join(repository.root, place), join(worktree.root, place)];
    if (!existsSync(there) || existsSync(join(there, 'node_modules'))) continue;
    const other = LOCK_FILES.find((file) => textOf(join(here, file)) !== textOf(join(there, file)));
    if (other === undefined) borrow(here, there);
    else if (!install) refuse(join(place, other), name);
    else {
      notes.note(`note: npm ci for ${name}, which has another ${join(place, other)}`);
      await installIn(there, name, io);
    }
  }
}

/** The current folder and all above it in the repository, as paths in it. */
function foldersBetween(root: string, cwd: string): readonly string[] {
  const place = relative(root, cwd);
  if (place === '' || place.startsWith('..')) return [''];
  const above = dirname(place);
  return [...foldersBetween(root, above === '.' ? root : join(root, above)), place];
}

function borrow(here: string, there: string): void {
  const modules = join(here, 'node_modules');
  if (existsSync(modules)) symlinkSync(modules, join(there, 'node_modules'), 'junction');
}

function refuse(file: string, name: string): never {
  throw new UsageError(
    `${name} has another ${file} than the checkout, so that its app may need other packages`,
    '--install runs npm ci for it; or compare manifests: netpol diff main...HEAD dist/',
  );
}

async function installIn(folder: string, name: string, io: Io): Promise<void> {
  const { code, stderr } = await runCommand('npm', ['ci', '--no-audit', '--no-fund'], {
    cwd: folder,
    io,
  });
  if (code === 0) return;
  io.stderr.write(stderr);
  throw new UsageError(`npm ci failed for ${name}`, 'its own words are above');
}

function textOf(file: string): string | undefined {
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
}
