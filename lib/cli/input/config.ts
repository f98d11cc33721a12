import { CHECKS } from '../../analyses';
import { findConfiguration, type Project } from '../../config';
import type { CommonFlags } from '../flags';
import type { Io } from '../io';

/**
 * What the project says once: in the file that `--config` names, else in the nearest one.
 *
 * @throws {InvalidInputError} with everything that is wrong with it
 * @throws {UsageError} for a file that cannot be read, or holds manifests
 */
export function projectOf({ config }: CommonFlags, { cwd }: Io): Project {
  return findConfiguration({ cwd, named: config, checks: () => CHECKS });
}
