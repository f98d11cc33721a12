import * as path from 'node:path';
import type { Project } from '../../config';
import { groupBy } from '../../kernel';
import { byTarget } from '../targets/by-target';
import type { Properties } from './properties';
import { type Proven, proveSynthesized } from './prove-synthesized';
import { sidecarNear } from './synthesized';

/**
 * Proves the manifests of an app, or those of each of its targets by itself: they describe different
 * clusters. What belongs together is known by the sidecar beside it.
 *
 * @throws {InvalidInputError} for a sidecar or a property that cannot be used
 */
export function proveTargets(
  paths: readonly string[],
  properties: Properties,
  project: Project,
): Proven {
  const groups = [...groupBy(paths, (each) => sidecarNear([each])).entries()];
  if (groups.length < 2) return proveSynthesized(paths, properties, project);
  const proven = groups.map(([sidecar, own]) => ({
    target: nameOf(sidecar, own),
    ...proveSynthesized(own, properties, project),
  }));
  return {
    diagnostics: byTarget(
      proven.map(({ target, diagnostics }) => ({ target, found: diagnostics })),
    ),
    manifests: proven.flatMap(({ manifests }) => manifests),
    summary: Object.fromEntries(
      proven.flatMap(({ target, summary }) =>
        Object.entries(summary).map(([name, value]) => [`${name} of ${target}`, value] as const),
      ),
    ),
  };
}

/** The target is called like its sidecar; what has none, like its folder. */
function nameOf(sidecar: string | undefined, [first = '']: readonly string[]): string {
  return sidecar === undefined
    ? path.basename(path.dirname(path.resolve(first)))
    : path.basename(sidecar, '.json');
}
