import { readdirSync, statSync } from 'node:fs';
import { join, relative, resolve, sep } from 'node:path';
import type { Project } from '../../config';
import { compareText, isGlob, matchesGlob, UsageError } from '../../kernel';
import type { Place } from '../../manifests';

/** Folders of other people's files. */
const SKIPPED: ReadonlySet<string> = new Set(['.git', 'node_modules']);

/**
 * The files and folders that `manifests` of a configuration names, seen from the current folder.
 *
 * @throws {UsageError} for a pattern that nothing matches, and for what is not there
 */
export function configuredManifests(project: Project, cwd: string): readonly Place[] {
  const { folder, configuration } = project;
  const excluded = exclusionFor(project, []);
  return configuration.manifests.flatMap((pattern) => {
    const found = isGlob(pattern)
      ? filesBelow(folder, excluded).filter((path) =>
          matchesGlob(stepsOf(folder, path), plain(pattern)),
        )
      : [resolve(folder, pattern)];
    const there = found.filter((path) => statSync(path, { throwIfNoEntry: false }) !== undefined);
    if (there.length === 0) throw nothingThere(pattern, project);
    return there.map((path) => ({ path, called: relative(cwd, path) || '.' }));
  });
}

/**
 * Whether a configuration leaves a file or folder out of the folders that are read. A folder that a
 * user names is read all the same: a pattern that leaves it out as a whole says nothing about it.
 * The configuration itself, its baseline and `others` are no manifests.
 */
export function exclusionFor(
  { folder, configuration, file }: Project,
  named: readonly Place[],
  others: readonly string[] = [],
): (path: string) => boolean {
  const { baseline } = configuration;
  const own = new Set([
    ...(file === undefined ? [] : [file.path]),
    ...(baseline === undefined ? [] : [resolve(folder, baseline)]),
    ...others,
  ]);
  const roots = named.map(({ path }) => stepsOf(folder, path));
  const patterns = configuration.exclude
    .map(plain)
    .filter((pattern) => !roots.some((root) => matchesGlob(root, pattern)));
  return (path) => {
    if (own.has(path)) return true;
    const steps = stepsOf(folder, path);
    return patterns.some((pattern) => matchesGlob(steps, pattern));
  };
}

/** `./charts/` as `charts`. */
function plain(pattern: string): string {
  return pattern.replace(/^(?:\.\/)+/, '').replace(/\/+$/, '');
}

/** A path as patterns see it. */
function stepsOf(folder: string, path: string): string {
  return relative(folder, path).split(sep).join('/');
}

function filesBelow(folder: string, excluded: (path: string) => boolean): readonly string[] {
  const entries = readdirSync(folder, { withFileTypes: true });
  return entries
    .sort((a, b) => compareText(a.name, b.name))
    .flatMap((entry) => {
      const path = join(folder, entry.name);
      if (SKIPPED.has(entry.name) || excluded(path)) return [];
      return entry.isDirectory() ? filesBelow(path, excluded) : [path];
    });
}

function nothingThere(pattern: string, { file }: Project): UsageError {
  const where = file === undefined ? 'the configuration' : file.called;
  return new UsageError(
    `nothing is called \`${pattern}\`, which ${where} names under \`manifests\``,
    'correct it: files and patterns are seen from the folder of the configuration',
  );
}
