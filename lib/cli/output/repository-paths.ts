import { existsSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import type { Io } from '../io';

/**
 * Paths as readers of reports know them: seen from the root of the repository, or without one from
 * the current folder.
 */
export function repositoryPaths({ cwd }: Pick<Io, 'cwd'>): (file: string) => string {
  const root = repositoryAbove(cwd) ?? cwd;
  return (file) => relative(root, resolve(cwd, file));
}

function repositoryAbove(folder: string): string | undefined {
  if (existsSync(join(folder, '.git'))) return folder;
  const above = dirname(folder);
  return above === folder ? undefined : repositoryAbove(above);
}
