import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { CHECKS } from '../../analyses';
import { CONFIG_FILES, type Configuration, parseConfiguration } from '../../config';
import { failureCode, hasErrors, InvalidInputError, UsageError } from '../../kernel';
import type { CommonFlags } from '../flags';
import type { Io } from '../io';
import { CDK8S_CONFIG } from './cdk8s-app';
import type { Place } from './relabel';

/** What a project says once, and where it says it. */
export interface Project {
  /** What its files and patterns are seen from. */
  readonly folder: string;
  readonly configuration: Configuration;
  /** @default - there is none, and the configuration is empty */
  readonly file?: Place;
}

/**
 * The configuration that `--config` names, else the nearest one: from the current folder upwards to
 * the root of the repository, or without one to the folder of the app, and no further.
 *
 * @throws {InvalidInputError} with everything that is wrong with it
 * @throws {UsageError} for a file that cannot be read, or holds manifests
 */
export function projectOf({ config }: CommonFlags, { cwd }: Io): Project {
  if (config !== undefined) return named({ path: resolve(cwd, config), called: config });
  for (const folder of foldersAbove(cwd)) {
    for (const name of CONFIG_FILES) {
      const path = join(folder, name);
      if (!isFile(path)) continue;
      const found = read({ path, called: relative(cwd, path) });
      // A manifest that happens to be called so is none.
      if (found !== undefined) return found;
    }
  }
  return { folder: cwd, configuration: parseConfiguration('{}', '(none)', []).configuration };
}

function named(place: Place): Project {
  const found = read(place);
  if (found !== undefined) return found;
  throw new UsageError(
    `${place.called} holds Kubernetes objects, and is no configuration`,
    'name the file that configures netpol',
  );
}

/** The configuration in a file; undefined where it holds manifests. */
function read(place: Place): Project | undefined {
  const { path, called } = place;
  const parsed = parseConfiguration(textOf(place), called, CHECKS);
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
  return all.slice(0, (root >= 0 ? root : Math.max(upTo(CDK8S_CONFIG), 0)) + 1);
}

function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() ?? false;
}
