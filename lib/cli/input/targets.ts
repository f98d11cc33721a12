import { readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { compareText, didYouMean, UsageError } from '../../kernel';
import type { Place } from '../../manifests';
import { targetSidecarsOf } from '../../sidecar';
import { isFolder } from './is-folder';

/** One target of an app: the folder of its manifests. */
export interface TargetPlace extends Place {
  readonly target: string;
}

/**
 * The targets in an output directory, known by the sidecars that their app left beside it; none in
 * any other folder.
 *
 * @throws {UsageError} for manifests beside them that belong to none
 */
export function targetsIn({ path, called }: Place): readonly TargetPlace[] {
  const names = namesIn(targetSidecarsOf(path))
    .filter((name) => name.endsWith('.json'))
    .map((name) => basename(name, '.json'))
    .filter((name) => isFolder(join(path, name)));
  if (names.length === 0) return [];
  const others = namesIn(path).filter((name) => !names.includes(name));
  if (others.length > 0) {
    throw new UsageError(
      `${called} holds the targets ${names.join(', ')}, and ${others.join(', ')} of none of them`,
      'name the folder of one target, or let what is of none be written elsewhere',
    );
  }
  return names.map((target) => ({
    target,
    path: join(path, target),
    called: join(called, target),
  }));
}

/**
 * The targets that `--target` leaves, or all.
 *
 * @throws {UsageError} for a name that none has
 */
export function chosenTargets<T extends { readonly target: string }>(
  all: readonly T[],
  wanted: string | undefined,
): readonly T[] {
  if (wanted === undefined) return all;
  const found = all.filter(({ target }) => target === wanted);
  if (found.length > 0) return found;
  const names = all.map(({ target }) => target);
  throw names.length === 0
    ? new UsageError('there are no targets', 'leave --target out')
    : new UsageError(
        `there is no target \`${wanted}\`.${didYouMean(wanted, names)}`,
        `use one of ${names.join(', ')}`,
      );
}

function namesIn(folder: string): readonly string[] {
  return isFolder(folder) ? readdirSync(folder).sort(compareText) : [];
}
