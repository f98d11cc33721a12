import { type CheckLevel, lint } from '../../analyses';
import type { LintResult } from '../../results';
import type { Loaded } from '../input/load-cluster';

/**
 * What the checks report about manifests that were read. Whatever `lint` and `check` have in common
 * about findings, such as what accepts them, happens here.
 */
export function lintLoaded(
  { cluster, profile, objects }: Loaded,
  levels: ReadonlyMap<string, CheckLevel>,
): LintResult {
  return lint({ cluster, profile, objects }, { levels });
}
