import { existsSync, readdirSync } from 'node:fs';
import { join, sep } from 'node:path';
import type { App } from 'cdk8s';
import { compareText, InvalidInputError } from '../../kernel';
import { refusal } from '../app-codes';

/**
 * Refuses an output directory with manifests that no target writes: those of a target that is gone,
 * or of the app before it had targets. They are not deleted, because nothing tells who else wants them.
 *
 * @throws {InvalidInputError} naming each folder, or file, that is left
 */
export function refuseLeftBehind(
  { outdir, outputFileExtension }: App,
  names: readonly string[],
): void {
  const files = existsSync(outdir)
    ? readdirSync(outdir, { recursive: true, encoding: 'utf8' })
    : [];
  const left = files
    .filter((file) => file.endsWith(outputFileExtension))
    .map((file) => file.split(sep)[0] ?? file)
    .filter((entry) => !names.includes(entry));
  const problems = [...new Set(left)].sort(compareText).map((entry) => {
    const path = join(outdir, entry);
    return refusal('cdk8s/left-behind', `no target writes \`${path}\`, which holds manifests`, {
      file: path,
    });
  });
  if (problems.length > 0) throw new InvalidInputError(problems);
}
