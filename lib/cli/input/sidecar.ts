import { existsSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { Manifest } from '../../manifests';
import type { Profile } from '../../platform';
import { hashOf, parseSidecar, type SidecarObject } from '../../sidecar';
import { withLines } from './typescript-lines';

/** What the sidecar of an app tells about its manifests. */
export interface SidecarFacts {
  /** The profile that the app declares. */
  readonly profile: Profile | undefined;
  /** The same object with its construct and TypeScript lines; unchanged where it is not what was synthesized. */
  readonly enrich: (manifest: Manifest) => Manifest;
}

/**
 * Reads what `PolicyApp` wrote beside a folder of manifests; undefined where there is nothing.
 *
 * @throws {InvalidInputError} for a file that is not such a sidecar
 */
export function sidecarBeside(folder: string, called: string): SidecarFacts | undefined {
  const file = join(dirname(folder), '.netpol', `${basename(folder)}.json`);
  if (!existsSync(file)) return undefined;
  const { profile, objects } = parseSidecar(readFileSync(file, 'utf8'), called);
  const byHash = new Map(objects.map((object) => [keyOf(object, object.sha256), object]));
  return {
    profile,
    enrich: (manifest) => {
      const lines = byHash.get(keyOf(manifest, hashOf(manifest.body)));
      return lines === undefined ? manifest : withLines(manifest, lines);
    },
  };
}

function keyOf({ kind, name }: Pick<SidecarObject, 'kind' | 'name'>, hash: string): string {
  return `${kind}/${name}/${hash}`;
}
