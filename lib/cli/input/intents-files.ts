import { readFileSync, realpathSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Project } from '../../config';
import { INTENTS_FILES, joinIntents, parseIntents } from '../../intents';
import { type Diagnostic, failureCode, groupBy, type Statement, UsageError } from '../../kernel';
import { type Place, readManifests } from '../../manifests';
import type { Io } from '../io';

/** What files of intents say. */
export interface StatedInFiles {
  readonly statements: readonly Statement[];
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * The files that `--intents` names.
 *
 * @throws {UsageError} for one that is not there, or no file
 */
export function namedIntents(names: readonly string[] = [], { cwd }: Io): readonly Place[] {
  return names.map((called) => {
    const path = resolve(cwd, called);
    const stat = statSync(path, { throwIfNoEntry: false });
    if (stat === undefined) {
      throw new UsageError(
        `there is no file \`${called}\` of intents`,
        'correct --intents, or `intents:` of netpol.yaml',
      );
    }
    if (stat.isDirectory()) {
      throw new UsageError(`--intents ${called} is a folder`, 'name the files in it');
    }
    return { path, called };
  });
}

/**
 * The files that the configuration names.
 *
 * @throws {UsageError} for one that is not there, or no file
 */
export function configuredIntents({ configuration, folder, file }: Project): readonly Place[] {
  return configuration.intents.map((called) => {
    const path = resolve(folder, called);
    if (isFile(path)) return { path, called };
    throw new UsageError(
      `there is no file \`${called}\` of intents`,
      `correct \`intents:\` in ${file?.called ?? 'netpol.yaml'}`,
    );
  });
}

/** Those of them that are there. */
export function presentIntents({ configuration, folder }: Project): readonly Place[] {
  return configuration.intents
    .map((called) => ({ path: resolve(folder, called), called }))
    .filter(({ path }) => isFile(path));
}

/** The files of intents in the current folder; one that holds objects is somebody else's. */
export function intentsHere({ cwd }: Io): readonly Place[] {
  return INTENTS_FILES.flatMap((called) => {
    const path = join(cwd, called);
    return isFile(path) && readManifests([path]).manifests.length === 0 ? [{ path, called }] : [];
  });
}

function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() ?? false;
}

/** The same files, each once, by the name it has first. */
export function eachOnce(places: readonly Place[]): readonly Place[] {
  return [...groupBy(places, ({ path }) => realpathSync(path)).values()].flatMap(
    ([first]) => first ?? [],
  );
}

/** What the files say, and all that is wrong with them. @throws {UsageError} for one that cannot be read */
export function readIntents(files: readonly Place[]): StatedInFiles {
  return joinIntents(files.map(({ path, called }) => parseIntents(textOf(path, called), called)));
}

function textOf(path: string, called: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (failure) {
    const reason = failureCode(failure) ?? 'unknown';
    throw new UsageError(`cannot read \`${called}\`: ${reason}`, 'correct its permissions');
  }
}
