import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Io } from '../io';

/** What stands behind the first end of `netpol explain`. */
export interface ExplainArguments {
  /** Undefined where only one end is asked about. */
  readonly to: string | undefined;
  readonly paths: readonly string[];
}

/**
 * Tells a second end from the first path: `-`, `./x`, `x/` and `x.yaml` are paths, and so is the
 * only further argument where something on the disk is called so.
 */
export function splitArguments(
  second: string | undefined,
  others: readonly string[],
  { cwd }: Io,
): ExplainArguments {
  if (second === undefined) return { to: undefined, paths: others };
  const isThere = others.length === 0 && existsSync(resolve(cwd, second));
  return isThere || LOOKS_LIKE_A_PATH.test(second)
    ? { to: undefined, paths: [second, ...others] }
    : { to: second, paths: others };
}

const LOOKS_LIKE_A_PATH = /^-$|^\.{0,2}\/|\/$|\.(?:ya?ml|json)$/;
