import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { type CheckWords, failureCode, hasErrors, InvalidInputError, UsageError } from '../kernel';
import { CONFIG_FILES, type Configuration, NO_CONFIGURATION } from './configuration';
import { parseConfiguration } from './parse-configuration';

/** A file, and what it is called in answers. */
interface Place {
  readonly path: string;
  readonly called: string;
}

/** What a project says once, and where it says it. */
export interface Project {
  /** What its files and patterns are seen from. */
  readonly folder: string;
  readonly configuration: Configuration;
  /** @default - there is none, and the configuration is empty */
  readonly file?: Place;
}

/** Where a configuration is looked for, and what it may speak of. */
export interface Search {
  readonly cwd: string;
  /** The file that somebody names. @default - the nearest one */
  readonly named?: string | undefined;
  /** Asked for only where there is a configuration. */
  readonly checks: () => readonly CheckWords[];
}

/** What describes an app. */
const APP_FILE = 'cdk8s.yaml';

/** How a baseline is called that nobody names. */
const BASELINE_FILE = 'netpol.baseline.json';

/**
 * The configuration that somebody names, else the nearest one: from the current folder upwards to
 * the root of the repository, or without one to the folder of the app, and no further.
 *
 * @throws {InvalidInputError} with everything that is wrong with it
 * @throws {UsageError} for a file that cannot be read, or holds manifests
 */
export function findConfiguration({ cwd, named, checks }: Search): Project {
  if (named !== undefined) return readNamed({ path: resolve(cwd, named), called: named }, checks);
  for (const folder of foldersAbove(cwd)) {
    for (const name of CONFIG_FILES) {
      const path = join(folder, name);
      if (!isFile(path)) continue;
      const found = read({ path, called: relative(cwd, path) }, checks);
      // A manifest that happens to be called so is none.
      if (found !== undefined) return found;
    }
  }
  return { folder: cwd, configuration: NO_CONFIGURATION };
}

/** The baseline that a project names, or the file that lies where one looks; undefined without one. */
export function baselineOfProject(
  { folder, configuration }: Project,
  cwd: string,
): Place | undefined {
  const path = resolve(folder, configuration.baseline ?? BASELINE_FILE);
  if (configuration.baseline === undefined && !isFile(path)) return undefined;
  return { path, called: relative(cwd, path) };
}

function readNamed(place: Place, checks: Search['checks']): Project {
  const found = read(place, checks);
  if (found !== undefined) return found;
  throw new UsageError(
    `${place.called} holds Kubernetes objects, and is no configuration`,
    'name the file that configures netpol',
  );
}

/** The configuration in a file; undefined where it holds manifests. */
function read(place: Place, checks: Search['checks']): Project | undefined {
  const { path, called } = place;
  const parsed = parseConfiguration(textOf(place), called, checks());
  if (parsed.isManifest) return undefined;
  if (hasErrors(parsed.diagnostics)) throw new InvalidInputError(parsed.diagnostics);
  return { folder: dirname(path), configuration: parsed.configuration, file: place };
}

function textOf({ path, called }: Place): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (failure) {
    const reason = failureCode(failure) ?? 'unknown';
    throw new UsageError(`cannot read \`${called}\`: ${reason}`, 'correct --config');
  }
}

/** The folders in which a configuration may lie, the nearest first. */
function foldersAbove(cwd: string): readonly string[] {
  const all = [cwd];
  for (let folder = cwd; dirname(folder) !== folder; folder = dirname(folder)) {
    all.push(dirname(folder));
  }
  const upTo = (name: string) => all.findIndex((folder) => existsSync(join(folder, name)));
  const root = upTo('.git');
  return all.slice(0, (root >= 0 ? root : Math.max(upTo(APP_FILE), 0)) + 1);
}

function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() ?? false;
}
