import { existsSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { count, type Diagnostic } from '../../kernel';
import { type Manifest, type Place, wholeBody } from '../../manifests';
import type { Profile } from '../../platform';
import {
  hashOf,
  originWithLines,
  parseSidecar,
  type Sidecar,
  type SidecarObject,
  sidecarsBeside,
} from '../../sidecar';

/** What the sidecar of an app tells about its manifests. */
export interface SidecarFacts extends Pick<Sidecar, 'accepted' | 'workloads' | 'statements'> {
  /** The profile that the app declares. */
  readonly profile: Profile | undefined;
  /** The same object with its construct and TypeScript lines; unchanged where it is not what was synthesized. */
  readonly enrich: (manifest: Manifest) => Manifest;
  /** A warning where the objects that were read are not those that were synthesized. */
  readonly staleness: (read: readonly Manifest[]) => readonly Diagnostic[];
}

/**
 * Reads what `PolicyApp` wrote beside a folder of manifests; undefined where there is nothing.
 *
 * @throws {InvalidInputError} for a file that is not such a sidecar
 */
export function sidecarBeside({ path, called: folder }: Place): SidecarFacts | undefined {
  const file = sidecarsBeside(path).find((each) => existsSync(each));
  if (file === undefined) return undefined;
  const called = join(folder, relative(path, file));
  const { profile, objects, ...said } = parseSidecar(readFileSync(file, 'utf8'), called);
  const byHash = new Map(objects.map((object) => [keyOf(object, object.sha256), object]));
  return {
    ...said,
    profile,
    enrich: (manifest) => {
      const lines = byHash.get(keyOf(manifest, hashOf(wholeBody(manifest))));
      if (lines === undefined) return manifest;
      return { ...manifest, origin: originWithLines(manifest.origin, lines) };
    },
    staleness: (read) => stalenessOf(objects, read, called),
  };
}

function keyOf({ kind, name }: Pick<SidecarObject, 'kind' | 'name'>, hash: string): string {
  return `${kind}/${name}/${hash}`;
}

/** More objects than this are counted. */
const FEW = 3;

function stalenessOf(
  objects: readonly SidecarObject[],
  read: readonly Manifest[],
  file: string,
): readonly Diagnostic[] {
  const there = new Set(read.map((manifest) => keyOf(manifest, hashOf(wholeBody(manifest)))));
  const stale = objects.filter((object) => !there.has(keyOf(object, object.sha256)));
  if (stale.length === 0) return [];
  const names = stale.slice(0, FEW).map(({ kind, namespace, name }) => {
    return `${kind} ${namespace === undefined ? '' : `${namespace}/`}${name}`;
  });
  const more = stale.length > FEW ? `, and ${stale.length - FEW} more` : '';
  return [
    {
      code: 'cli/stale-sidecar',
      severity: 'warning',
      message: `${count(stale.length, 'object')} not as the app synthesized ${stale.length === 1 ? 'it' : 'them'}: ${names.join(', ')}${more}`,
      source: { file },
      why: 'the intents and the lines of TypeScript in this file may be about something else',
      help: 'synthesize the app again',
    },
  ];
}
